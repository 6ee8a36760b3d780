package io.holdfast.architecture.wrong.coordinator.hook;

import io.holdfast.architecture.wrong.coordinator.run.HalfOfCycle;

/** The other half; its package is not null-marked either. */
public record OtherHalf(HalfOfCycle.Seen seen) {}
