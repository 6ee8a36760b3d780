package io.holdfast.coordinator.velero;

import org.jspecify.annotations.Nullable;

/** The backup to delete. */
public final class DeleteBackupRequestSpec extends OpenShape {
    public @Nullable String backupName;
}
