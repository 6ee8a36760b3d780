package io.holdfast.coordinator.status;

import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import io.holdfast.coordinator.velero.BackupStatus;
import io.holdfast.coordinator.velero.VeleroNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Velero's metrics of backups, by the schedule that they come from ({@code ""} for none). Thread-safe. */
public final class BackupMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(15),
        Duration.ofMinutes(30),
        Duration.ofHours(1),
        Duration.ofHours(2),
        Duration.ofHours(3),
        Duration.ofHours(4)
    };

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    public BackupMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (String outcome :
                new String[] {"attempt", "success", "partial_failure", "failure", "validation_failure", "warning"}) {
            counter(outcome, "");
        }
    }

    public void started(Backup backup) {
        counter("attempt", schedule(backup)).increment();
    }

    public void refused(Backup backup) {
        counter("validation_failure", schedule(backup)).increment();
        gauge("last_status", schedule(backup)).set(0);
    }

    /** The backup has its final status. */
    public void ended(Backup backup, long tarballBytes) {
        BackupStatus status = backup.getStatus();
        String schedule = schedule(backup);
        BackupPhase phase = Objects.requireNonNull(status.phase, "phase is null");
        counter(outcome(phase), schedule).increment();
        if (status.warnings != null && status.warnings > 0) {
            counter("warning", schedule).increment();
        }
        boolean completed = phase == BackupPhase.COMPLETED;
        gauge("last_status", schedule).set(completed ? 1 : 0);
        gauge("items_errors", schedule).set(status.errors == null ? 0 : status.errors);
        if (status.progress != null && status.progress.totalItems != null) {
            gauge("items_total", schedule).set(status.progress.totalItems);
        }
        if (tarballBytes > 0) {
            gauge("tarball_size_bytes", schedule).set(tarballBytes);
        }
        if (status.startTimestamp != null && status.completionTimestamp != null) {
            Timer.builder("velero.backup.duration")
                    .description("Time taken to complete backup")
                    .tag("schedule", schedule)
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry)
                    .record(Duration.between(status.startTimestamp, status.completionTimestamp));
            if (completed) {
                gauge("last_successful_timestamp", schedule).set(status.completionTimestamp.getEpochSecond());
            }
        }
    }

    private static String outcome(BackupPhase phase) {
        return switch (phase) {
            case COMPLETED -> "success";
            case PARTIALLY_FAILED -> "partial_failure";
            case FAILED -> "failure";
            case NEW,
                    QUEUED,
                    READY_TO_START,
                    FAILED_VALIDATION,
                    IN_PROGRESS,
                    WAITING_FOR_PLUGIN_OPERATIONS,
                    WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED,
                    FINALIZING,
                    FINALIZING_PARTIALLY_FAILED,
                    DELETING -> throw new IllegalArgumentException("not the end of a backup: " + phase);
        };
    }

    private Counter counter(String outcome, String schedule) {
        return Counter.builder("velero.backup." + outcome)
                .tag("schedule", schedule)
                .register(registry);
    }

    private AtomicLong gauge(String name, String schedule) {
        return gauges.computeIfAbsent(name + " " + schedule, ignored -> {
            AtomicLong value = new AtomicLong();
            Gauge.builder("velero.backup." + name, value, AtomicLong::doubleValue)
                    .tag("schedule", schedule)
                    .register(registry);
            return value;
        });
    }

    private static String schedule(Backup backup) {
        return Optional.ofNullable(backup.getMetadata().getLabels())
                .map(labels -> labels.get(VeleroNames.SCHEDULE_NAME))
                .orElse("");
    }
}
