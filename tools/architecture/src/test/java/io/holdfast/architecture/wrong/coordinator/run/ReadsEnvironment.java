package io.holdfast.architecture.wrong.coordinator.run;

/** A setting that nobody handed in. */
final class ReadsEnvironment {
    String home() {
        return System.getenv("HOME");
    }
}
