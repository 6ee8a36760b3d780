package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.ObjectReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which volume, where it is, and where it goes. */
public final class PodVolumeBackupSpec extends OpenShape {
    public @Nullable String node;
    public @Nullable ObjectReference pod;
    public @Nullable String volume;
    public @Nullable String backupStorageLocation;
    public @Nullable String repoIdentifier;
    public @Nullable String uploaderType;
    public @Nullable Map<String, String> tags;
    public @Nullable Map<String, String> uploaderSettings;
    public @Nullable Boolean cancel;
}
