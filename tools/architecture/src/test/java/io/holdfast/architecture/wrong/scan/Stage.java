package io.holdfast.architecture.wrong.scan;

/** Breaks no rule; others break one by seeing it. */
public final class Stage {}
