package io.holdfast.coordinator;

import io.holdfast.coordinator.restore.RestoreReconciler;
import io.holdfast.coordinator.restore.RestoreServices;
import io.holdfast.coordinator.velero.Restore;

/** The making of restores. */
final class RestoreServing {
    private RestoreServing() {}

    /** Leads restores from here on; those that a dead predecessor has begun are ended. */
    static void start(RunningParts parts, RestoreServices services) {
        parts.control(parts.follow(Restore.class), new RestoreReconciler(services));
    }
}
