package io.holdfast.architecture.wrong.coordinator.plan;

import io.grpc.Status;

/** A planner that knows how messages travel. */
record SpeaksGrpc(Status status) {}
