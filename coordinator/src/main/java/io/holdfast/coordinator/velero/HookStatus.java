package io.holdfast.coordinator.velero;

import org.jspecify.annotations.Nullable;

/** Hooks run, and those of them that failed. */
public final class HookStatus extends OpenShape {
    public @Nullable Integer hooksAttempted;
    public @Nullable Integer hooksFailed;
}
