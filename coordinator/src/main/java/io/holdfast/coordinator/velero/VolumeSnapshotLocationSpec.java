package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider of snapshots, and the way to it. */
public final class VolumeSnapshotLocationSpec extends OpenShape {
    public @Nullable String provider;
    public @Nullable Map<String, String> config;
    public @Nullable SecretKeySelector credential;
}
