package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** Backups to be made again and again. */
@Group("velero.io")
@Version("v1")
@Plural("schedules")
public final class Schedule extends CustomResource<ScheduleSpec, ScheduleStatus> implements Namespaced {
    @Override
    protected ScheduleSpec initSpec() {
        return new ScheduleSpec();
    }

    @Override
    protected ScheduleStatus initStatus() {
        return new ScheduleStatus();
    }
}
