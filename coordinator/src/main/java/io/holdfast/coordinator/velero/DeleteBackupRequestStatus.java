package io.holdfast.coordinator.velero;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the deletion is. */
public final class DeleteBackupRequestStatus extends OpenShape {
    public @Nullable RequestPhase phase;
    public @Nullable List<String> errors;
}
