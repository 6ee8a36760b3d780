package io.holdfast.architecture.wrong.coordinator.run;

/** A sealed family with a member that is no record. */
sealed interface RunPhase {
    /** As it should be. */
    record Waiting() implements RunPhase {}

    /** As it should not be. */
    final class Running implements RunPhase {}
}
