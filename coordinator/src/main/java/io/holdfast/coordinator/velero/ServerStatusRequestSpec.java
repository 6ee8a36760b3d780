package io.holdfast.coordinator.velero;

/** The question has no words. */
public final class ServerStatusRequestSpec extends OpenShape {}
