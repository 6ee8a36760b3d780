package io.holdfast.architecture.wrong.coordinator.run;

import io.holdfast.architecture.wrong.coordinator.hook.OtherHalf;

/** One half of a cycle of two packages. */
public record HalfOfCycle(OtherHalf other) {
    /** What the other half sees. */
    public interface Seen {}
}
