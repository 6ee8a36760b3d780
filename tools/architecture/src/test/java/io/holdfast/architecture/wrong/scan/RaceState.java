package io.holdfast.architecture.wrong.scan;

/** A state with an identity. */
final class RaceState {}
