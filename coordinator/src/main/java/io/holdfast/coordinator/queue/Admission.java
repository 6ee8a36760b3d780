package io.holdfast.coordinator.queue;

/** What a waiting backup is to do. */
public sealed interface Admission {
    /** It may start. */
    record Admit() implements Admission {}

    /** It waits; {@code position} counts from one. */
    record Wait(int position) implements Admission {}
}
