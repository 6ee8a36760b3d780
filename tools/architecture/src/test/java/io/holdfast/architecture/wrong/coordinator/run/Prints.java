package io.holdfast.architecture.wrong.coordinator.run;

/** Speaks past the log. */
final class Prints {
    void speak() {
        System.out.println();
    }
}
