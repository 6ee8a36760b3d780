package io.holdfast.coordinator.velero;

import org.jspecify.annotations.Nullable;

/** When to back up, and what. */
public final class ScheduleSpec extends OpenShape {
    public @Nullable BackupSpec template;
    /** Five cron fields, or an @-word. */
    public @Nullable String schedule;

    public @Nullable Boolean useOwnerReferencesInBackup;
    public @Nullable Boolean paused;
    public @Nullable Boolean skipImmediately;
}
