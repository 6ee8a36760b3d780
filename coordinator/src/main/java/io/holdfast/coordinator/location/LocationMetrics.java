package io.holdfast.coordinator.location;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code velero_backup_location_status_gauge}: 1 for a location that answers, 0 for one that does not. */
public final class LocationMetrics {
    private record State(AtomicInteger available, Gauge gauge) {}

    private final MeterRegistry registry;
    private final Map<String, State> states = new ConcurrentHashMap<>();

    public LocationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void checked(String location, boolean available) {
        states.computeIfAbsent(location, this::register).available.set(available ? 1 : 0);
    }

    void removed(String location) {
        State state = states.remove(location);
        if (state != null) {
            registry.remove(state.gauge);
        }
    }

    private State register(String location) {
        AtomicInteger available = new AtomicInteger();
        return new State(
                available,
                Gauge.builder("velero_backup_location_status_gauge", available, AtomicInteger::get)
                        .tag("backup_location_name", location)
                        .register(registry));
    }
}
