package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a backup takes, and by which rules; also the template of a schedule. */
public final class BackupSpec extends OpenShape {
    public @Nullable List<String> includedNamespaces;
    public @Nullable List<String> excludedNamespaces;
    public @Nullable List<String> includedResources;
    public @Nullable List<String> excludedResources;
    public @Nullable List<String> includedClusterScopedResources;
    public @Nullable List<String> excludedClusterScopedResources;
    public @Nullable List<String> includedNamespaceScopedResources;
    public @Nullable List<String> excludedNamespaceScopedResources;
    public @Nullable Boolean includeClusterResources;
    public @Nullable LabelSelector labelSelector;
    public @Nullable List<LabelSelector> orLabelSelectors;
    public @Nullable Boolean snapshotVolumes;
    public @Nullable Boolean snapshotMoveData;
    public @Nullable Boolean defaultVolumesToFsBackup;
    /** The old name of defaultVolumesToFsBackup. */
    public @Nullable Boolean defaultVolumesToRestic;

    public @Nullable GoDuration ttl;
    public @Nullable BackupHooks hooks;
    public @Nullable String storageLocation;
    public @Nullable List<String> volumeSnapshotLocations;
    /** Resource to comma-separated names, to be backed up in that order. */
    public @Nullable Map<String, String> orderedResources;

    public @Nullable GoDuration csiSnapshotTimeout;
    public @Nullable GoDuration itemOperationTimeout;
    public @Nullable TypedLocalObjectReference resourcePolicy;
    public @Nullable String datamover;
    public @Nullable BackupUploaderConfig uploaderConfig;
    public @Nullable String volumeGroupSnapshotLabelKey;
    public @Nullable TemplateMetadata metadata;
}
