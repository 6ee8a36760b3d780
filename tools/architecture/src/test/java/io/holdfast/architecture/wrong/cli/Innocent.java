package io.holdfast.architecture.wrong.cli;

/** Breaks no rule; others break one by seeing it. */
public final class Innocent {}
