package io.holdfast.coordinator.dispatch;

import io.holdfast.task.NodeLimits;
import java.util.ArrayList;
import java.util.List;

/** Limits that a test sets. */
final class PlayedLimits implements NodeLimitsSource {
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile NodeLimits limits = NodeLimits.UNSET;

    void set(NodeLimits changed) {
        limits = changed;
        listeners.forEach(Runnable::run);
    }

    @Override
    public NodeLimits limitsOf(String node) {
        return limits;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
