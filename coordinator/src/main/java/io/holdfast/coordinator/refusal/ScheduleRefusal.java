package io.holdfast.coordinator.refusal;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.Schedule;
import io.holdfast.coordinator.velero.SchedulePhase;
import io.holdfast.coordinator.velero.ScheduleStatus;
import io.holdfast.coordinator.watch.Reconciler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says of each Schedule that it makes no backups. */
public final class ScheduleRefusal implements Reconciler<Schedule> {
    private final StatusWriter writer;

    public ScheduleRefusal(KubernetesClient client) {
        this.writer = new StatusWriter(client);
    }

    @Override
    public Optional<Duration> reconcile(Schedule schedule) {
        if (schedule.getStatus() == null || schedule.getStatus().phase != SchedulePhase.FAILED_VALIDATION) {
            ScheduleStatus status = new ScheduleStatus();
            status.phase = SchedulePhase.FAILED_VALIDATION;
            status.validationErrors = List.of("Schedules are not supported yet and make no backups. Run velero backup"
                    + " create by a CronJob instead.");
            writer.write(schedule, status);
        }
        return Optional.empty();
    }
}
