package io.holdfast.architecture.wrong.coordinator.run;

/** A configuration that is no record. */
final class RunConfig {}
