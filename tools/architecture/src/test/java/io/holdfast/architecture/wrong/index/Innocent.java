package io.holdfast.architecture.wrong.index;

/** Breaks no rule; others break one by seeing it. */
public final class Innocent {}
