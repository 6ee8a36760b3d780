package io.holdfast.coordinator.restore;

import io.holdfast.coordinator.velero.RestorePhase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Velero's counters of restores, by the schedule that they restore from ({@code ""} for none). */
public final class RestoreMetrics {
    private final MeterRegistry registry;

    public RestoreMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (String outcome : List.of("attempt", "validation_failed", "success", "partial_failure", "failed")) {
            counter(outcome, "");
        }
    }

    void started(String schedule) {
        counter("attempt", schedule).increment();
    }

    /** The restore has reached the phase; those that are no end do not count. */
    void reached(RestorePhase phase, String schedule) {
        switch (phase) {
            case FAILED_VALIDATION -> counter("validation_failed", schedule).increment();
            case COMPLETED -> counter("success", schedule).increment();
            case PARTIALLY_FAILED -> counter("partial_failure", schedule).increment();
            case FAILED -> counter("failed", schedule).increment();
            case NEW,
                    IN_PROGRESS,
                    WAITING_FOR_PLUGIN_OPERATIONS,
                    WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED,
                    FINALIZING,
                    FINALIZING_PARTIALLY_FAILED -> {}
        }
    }

    private Counter counter(String outcome, String schedule) {
        return Counter.builder("velero.restore." + outcome)
                .tag("schedule", schedule)
                .register(registry);
    }
}
