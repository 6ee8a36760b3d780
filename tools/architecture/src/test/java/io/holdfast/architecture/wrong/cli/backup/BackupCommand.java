package io.holdfast.architecture.wrong.cli.backup;

/** Breaks no rule; others break one by seeing it. */
public final class BackupCommand {}
