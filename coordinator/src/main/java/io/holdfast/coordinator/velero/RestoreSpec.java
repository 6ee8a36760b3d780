package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which backup to restore, what of it, and by which rules. */
public final class RestoreSpec extends OpenShape {
    public @Nullable String backupName;
    public @Nullable String scheduleName;
    public @Nullable List<String> includedNamespaces;
    public @Nullable List<String> excludedNamespaces;
    public @Nullable List<String> includedResources;
    public @Nullable List<String> excludedResources;
    public @Nullable LabelSelector labelSelector;
    public @Nullable List<LabelSelector> orLabelSelectors;
    /** Namespace in the backup to namespace in the cluster. */
    public @Nullable Map<String, String> namespaceMapping;

    public @Nullable Boolean includeClusterResources;
    public @Nullable Boolean restorePVs;
    public @Nullable RestoreStatusSpec restoreStatus;
    public @Nullable Boolean preserveNodePorts;
    /** "none" or "update". */
    public @Nullable String existingResourcePolicy;

    public @Nullable RestoreHooks hooks;
    public @Nullable GoDuration itemOperationTimeout;
    public @Nullable TypedLocalObjectReference resourceModifier;
    public @Nullable TypedLocalObjectReference resourcePolicy;
    public @Nullable RestoreUploaderConfig uploaderConfig;
}
