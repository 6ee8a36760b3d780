package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.ObjectReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which snapshot, and the volume it goes to. */
public final class PodVolumeRestoreSpec extends OpenShape {
    public @Nullable ObjectReference pod;
    public @Nullable String volume;
    public @Nullable String backupStorageLocation;
    public @Nullable String repoIdentifier;
    public @Nullable String uploaderType;
    public @Nullable String snapshotID;
    public @Nullable Long snapshotSize;
    public @Nullable String sourceNamespace;
    public @Nullable Map<String, String> uploaderSettings;
    public @Nullable Boolean cancel;
}
