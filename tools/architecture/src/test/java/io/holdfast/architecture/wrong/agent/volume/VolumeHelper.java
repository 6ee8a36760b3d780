package io.holdfast.architecture.wrong.agent.volume;

/** A name that fits anything. */
final class VolumeHelper {}
