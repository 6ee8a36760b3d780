package io.holdfast.architecture.wrong.coordinator.status;

/** Breaks no rule; others break one by seeing it. */
public final class Innocent {}
