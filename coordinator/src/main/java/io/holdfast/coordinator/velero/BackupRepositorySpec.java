package io.holdfast.coordinator.velero;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose volumes the repository holds, and where it lies. */
public final class BackupRepositorySpec extends OpenShape {
    public @Nullable String volumeNamespace;
    public @Nullable String backupStorageLocation;
    public @Nullable String repositoryType;
    public @Nullable String resticIdentifier;
    public @Nullable GoDuration maintenanceFrequency;
    public @Nullable Map<String, String> repositoryConfig;
}
