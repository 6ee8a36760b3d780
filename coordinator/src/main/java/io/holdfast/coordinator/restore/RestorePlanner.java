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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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

    /**
     * What a restore is about to do: which items in which order, what to change of them, and what to fill through whom.
     *
     * @param withheld claims that must not come back
     */
    record Planned(RestorePlan items, TransformSettings settings, VolumeFillings fillings, Set<ItemKey> withheld) {}

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
        Busy busy = busy(plan, relations, claims, namespace -> mapping.getOrDefault(namespace, namespace));
        VolumeFillings fillings = VolumeFillings.of(
                plan.of(ResourceKind.PODS), relations, claims.sourcesByClaim(), sources, busy.claims());
        TransformSettings settings = new TransformSettings(
                Objects.requireNonNull(spec.backupName),
                restore.getMetadata().getName(),
                mapping,
                Boolean.TRUE.equals(spec.preserveNodePorts),
                claims.dynamicClaims(),
                fillings.filledClaims(),
                claims.dynamicVolumes());
        return new Planned(plan, settings, fillings, busy.missing());
    }

    /** Claims that would be filled or made, but that pods of the cluster use, or wait for because they are missing. */
    private record Busy(Set<ItemKey> claims, Set<ItemKey> missing) {}

    private Busy busy(
            RestorePlan plan, ClaimRelations relations, ClaimDecisions decisions, UnaryOperator<String> target) {
        Set<ItemKey> wanted = new TreeSet<>(RestorePlan.BY_PLACE);
        wanted.addAll(plan.of(ResourceKind.CLAIMS));
        plan.of(ResourceKind.PODS)
                .forEach(pod -> wanted.addAll(relations.claims(pod).values()));
        wanted.retainAll(decisions.sourcesByClaim().keySet());
        Map<String, ClaimsInUse> found = new HashMap<>();
        Busy busy = new Busy(new HashSet<>(), new HashSet<>());
        for (ItemKey claim : wanted) {
            String namespace = target.apply(claim.namespace());
            ClaimsInUse there =
                    found.computeIfAbsent(namespace, name -> ClaimsInUse.in(client, name, podsIn(name, plan, target)));
            Optional<String> user = Optional.ofNullable(there.users().get(claim.name()));
            if (user.isPresent()) {
                busy.claims().add(claim);
                if (there.present().contains(claim.name())) {
                    log.warning(
                            ResultScope.of(namespace),
                            "claim " + claim.name() + " is in use by pod " + user.get()
                                    + ", so its files are left as they are; delete the pods that use it and restore again"
                                    + " to have those of the backup");
                } else {
                    busy.missing().add(claim);
                    log.error(
                            ResultScope.of(namespace),
                            "claim " + claim.name() + " is missing and pod " + user.get()
                                    + " waits for it, which would start without its files, so it is not restored; delete"
                                    + " the pods that wait for it, and what makes them, and restore again");
                }
            }
        }
        return busy;
    }

    private static Set<String> podsIn(String namespace, RestorePlan plan, UnaryOperator<String> target) {
        return plan.of(ResourceKind.PODS).stream()
                .filter(pod -> target.apply(pod.namespace()).equals(namespace))
                .map(ItemKey::name)
                .collect(Collectors.toSet());
    }
}
