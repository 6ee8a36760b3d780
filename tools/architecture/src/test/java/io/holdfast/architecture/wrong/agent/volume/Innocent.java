package io.holdfast.architecture.wrong.agent.volume;

/** Breaks no rule; others break one by seeing it. */
public final class Innocent {}
