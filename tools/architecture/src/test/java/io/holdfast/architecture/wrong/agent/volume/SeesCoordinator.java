package io.holdfast.architecture.wrong.agent.volume;

import io.holdfast.architecture.wrong.coordinator.status.Innocent;

/** The wrong end of the stream. */
record SeesCoordinator(Innocent other) {}
