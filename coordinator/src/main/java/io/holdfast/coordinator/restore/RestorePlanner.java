package io.holdfast.coordinator.restore;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.inventory.ApiCatalog;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.restore.contents.BackedUpItems;
import io.holdfast.coordinator.restore.transform.TransformSettings;
import io.holdfast.coordinator.restore.volumes.VolumeSources;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.coordinator.velero.RestoreSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Decides what a restore does, before it does anything. */
final class RestorePlanner {
    private final KubernetesClient client;
    private final Restore restore;
    private final BackedUpItems items;
    private final VolumeSources sources;
    private final RunLog log;

    RestorePlanner(KubernetesClient client, Restore restore, BackedUpItems items, VolumeSources sources, RunLog log) {
        this.client = client;
        this.restore = restore;
        this.items = items;
        this.sources = sources;
        this.log = log;
    }

    /** What a restore is about to do: which items in which order, what to change of them, and what to fill through whom. */
    record Planned(RestorePlan items, TransformSettings settings, VolumeFillings fillings) {}

    Planned plan(ApiCatalog catalog) {
        RestoreSpec spec = restore.getSpec();
        LabelMatch labels = LabelMatch.of(spec);
        ClaimRelations relations = ClaimRelations.of(items.keys(), items::item);
        RestorePlan plan = RestorePlan.of(
                items.keys(),
                new RestoreSelection(spec, catalog),
                key -> labels.isAny() || labels.matches(ItemLabels.of(items.item(key))),
                relations);
        ClaimDecisions claims = ClaimDecisions.of(relations, sources);
        Map<String, String> mapping = Objects.requireNonNullElse(spec.namespaceMapping, Map.of());
        List<ItemKey> pods = plan.of(ResourceKind.PODS);
        VolumeFillings fillings = VolumeFillings.of(
                pods, relations, claims.sourcesByClaim(), sources, inUse(pods, relations, claims, mapping));
        TransformSettings settings = new TransformSettings(
                Objects.requireNonNull(spec.backupName),
                restore.getMetadata().getName(),
                mapping,
                Boolean.TRUE.equals(spec.preserveNodePorts),
                claims.dynamicClaims(),
                fillings.filledClaims(),
                claims.dynamicVolumes());
        return new Planned(plan, settings, fillings);
    }

    /** Of the claims that would be filled; as the backup names them. */
    private Set<ItemKey> inUse(
            List<ItemKey> pods, ClaimRelations relations, ClaimDecisions claims, Map<String, String> mapping) {
        Set<ItemKey> mounted = new TreeSet<>(RestorePlan.BY_PLACE);
        pods.forEach(pod -> mounted.addAll(relations.claims(pod).values()));
        mounted.retainAll(claims.sourcesByClaim().keySet());
        Map<String, Map<ItemKey, String>> users = new HashMap<>();
        Set<ItemKey> inUse = new HashSet<>();
        for (ItemKey claim : mounted) {
            String namespace = mapping.getOrDefault(claim.namespace(), claim.namespace());
            String user = users.computeIfAbsent(namespace, new ClaimsInUse(client)::in)
                    .get(new ItemKey(ResourceKind.CLAIMS, namespace, claim.name()));
            if (user != null) {
                inUse.add(claim);
                log.warning(
                        ResultScope.of(namespace),
                        "claim " + claim.name() + " is in use by pod " + user
                                + ", so its files are left as they are; delete the pods that use it and restore again"
                                + " to have those of the backup");
            }
        }
        return inUse;
    }
}
