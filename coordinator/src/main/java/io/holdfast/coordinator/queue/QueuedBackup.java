package io.holdfast.coordinator.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/** A backup that waits for its turn or has it ({@code admitted}). */
public record QueuedBackup(String name, Instant created, boolean admitted) {
    /** First come, first served; the name decides within a second. */
    static final Comparator<QueuedBackup> BY_AGE =
            Comparator.comparing(QueuedBackup::created).thenComparing(QueuedBackup::name);

    public QueuedBackup {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(created, "created is null");
    }
}
