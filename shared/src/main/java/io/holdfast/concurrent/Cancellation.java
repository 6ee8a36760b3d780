package io.holdfast.concurrent;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;

/** Interrupts mean "stop": where one reaches a boundary, it becomes a {@code CANCELLED} failure. */
public final class Cancellation {
    private Cancellation() {}

    /** The failure that tells what was stopped; the thread stays marked as interrupted, so that later waits end too. */
    public static BackupException of(String work, InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        return new BackupException(FailureKind.CANCELLED, work + " was cancelled", interrupt);
    }

    /** Ends work between two waits: throws where this thread has been interrupted. */
    public static void check(String work) {
        if (Thread.currentThread().isInterrupted()) {
            throw new BackupException(FailureKind.CANCELLED, work + " was cancelled");
        }
    }
}
