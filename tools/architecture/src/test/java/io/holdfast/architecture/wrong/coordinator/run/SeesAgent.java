package io.holdfast.architecture.wrong.coordinator.run;

import io.holdfast.architecture.wrong.agent.volume.Innocent;

/** The wrong end of the stream. */
record SeesAgent(Innocent other) {}
