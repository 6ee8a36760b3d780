package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.restore.contents.BackedUpItems;
import io.holdfast.coordinator.restore.transform.ItemTransformation;
import io.holdfast.coordinator.restore.transform.TransformSettings;
import io.holdfast.coordinator.restore.volumes.PodVolumes;
import io.holdfast.coordinator.restore.volumes.RestoreWait;
import io.holdfast.coordinator.restore.volumes.RestoringVolumes;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Restores single items: reads, transforms and creates them, and hands the volumes of created pods over. Thread-safe. */
final class ItemRestorer {
    private final BackedUpItems items;
    private final TransformSettings settings;
    private final ItemTransformation transformation;
    private final ClusterApi cluster;
    private final ExistingItem existing;
    private final VolumeFillings fillings;
    private final RestoringVolumes volumes;
    private final RestoreWait restoreWait;
    private final RestoredItems restored;
    private final RunLog log;
    private final WithheldItems withheld;

    ItemRestorer(
            BackedUpItems items,
            TransformSettings settings,
            ClusterApi cluster,
            ExistingItem existing,
            VolumeFillings fillings,
            WithheldItems withheld,
            RestoringVolumes volumes,
            RestoreWait restoreWait,
            RestoredItems restored,
            RunLog log) {
        this.items = items;
        this.settings = settings;
        this.transformation = new ItemTransformation(settings);
        this.cluster = cluster;
        this.existing = existing;
        this.fillings = fillings;
        this.withheld = withheld;
        this.volumes = volumes;
        this.restoreWait = restoreWait;
        this.restored = restored;
        this.log = log;
    }

    /** The kind as the cluster serves it now. Trouble is told to the log, and does not stop the others. */
    void restore(ItemKey key, ResourceKind kind) {
        ObjectNode item = items.item(key);
        ItemKey place = place(key);
        Optional<String> leftOut = transformation.leftOut(key, item);
        if (leftOut.isPresent()) {
            log.info(kind.kind() + " " + key.path() + " is left out: " + leftOut.get());
            if (key.resource().equals(ResourceKind.VOLUMES)) {
                restored.add(name(kind), place.path(), ItemOutcome.SKIPPED);
            }
            return;
        }
        if (withheld.contains(key)) {
            withhold(key, kind, place);
            return;
        }
        ResourceKind own = ownVersion(item, kind);
        transformation.apply(key, item);
        if (!fillings.of(key).isEmpty()) {
            restoreWait.addTo(item, key.path());
        }
        restored.add(name(kind), place.path(), restore(key, own, kind, place, item));
    }

    private ItemOutcome restore(ItemKey key, ResourceKind own, ResourceKind preferred, ItemKey place, ObjectNode item) {
        try {
            Optional<ObjectNode> created = create(own, preferred, place, item);
            Optional<ObjectNode> ours = created.or(() -> madeBefore(key, preferred, place));
            if (ours.isEmpty()) {
                return existing(key, preferred, place, item);
            }
            log.info(own.kind() + " " + place.path() + " is created");
            ItemCaveats.of(key, item, settings, fillings)
                    .forEach(caveat -> log.warning(ResultScope.of(place.namespace()), caveat));
            if (!fillings.of(key).isEmpty()) {
                volumes.expect(ours.get(), fillings.of(key));
            }
            return ItemOutcome.CREATED;
        } catch (KubernetesClientException e) {
            log.error(
                    ResultScope.of(place.namespace()),
                    own.kind() + " " + place.name() + " could not be restored: " + ApiRefusal.reason(e));
            if (!fillings.of(key).isEmpty()) {
                volumes.abandon(fillings.of(key), "pod " + place.path() + " could not be made");
                withheld.withholdOwners(key);
            }
            return ItemOutcome.FAILED;
        }
    }

    /** Of a missing claim the planner has told. */
    private void withhold(ItemKey key, ResourceKind kind, ItemKey place) {
        if (!key.resource().equals(ResourceKind.CLAIMS)) {
            log.error(
                    ResultScope.of(place.namespace()),
                    kind.kind() + " " + place.name() + " is not restored: a pod of it could not be, and it would make"
                            + " another one, which starts without its files; correct what kept the pod out and"
                            + " restore again");
        }
        restored.add(name(kind), place.path(), ItemOutcome.FAILED);
    }

    /** The answer to a request that was repeated: a pod that waits for this very restore. */
    private Optional<ObjectNode> madeBefore(ItemKey key, ResourceKind kind, ItemKey place) {
        return fillings.of(key).isEmpty()
                ? Optional.empty()
                : cluster.get(kind, place.namespace(), place.name()).filter(pod -> restoreWait.holds(pod, key.path()));
    }

    private ItemOutcome existing(ItemKey key, ResourceKind kind, ItemKey place, ObjectNode item) {
        PodVolumes lacking = fillings.of(key);
        if (!lacking.filled().isEmpty()) {
            log.warning(
                    ResultScope.of(place.namespace()),
                    "pod " + place.name() + " is there already, so " + lacking.describeFilled()
                            + " keeps what it holds; delete the pod and restore again to have the backup's files");
            volumes.abandon(lacking, "pod " + place.path() + ", which it was to be filled through, was there already");
        }
        return existing.settle(kind, place, item);
    }

    /** Empty where it is there already. In the version that it was backed up in, if that is served here. */
    private Optional<ObjectNode> create(ResourceKind own, ResourceKind preferred, ItemKey place, ObjectNode item) {
        try {
            return Optional.of(cluster.create(own, place.namespace(), item));
        } catch (KubernetesClientException e) {
            if (ApiRefusal.alreadyExists(e)) {
                return Optional.empty();
            }
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND && !own.equals(preferred)) {
                item.put("apiVersion", preferred.apiVersion());
                return create(preferred, preferred, place, item);
            }
            throw e;
        }
    }

    private static ResourceKind ownVersion(ObjectNode item, ResourceKind kind) {
        String apiVersion = item.path("apiVersion").asText();
        String version = apiVersion.substring(apiVersion.lastIndexOf('/') + 1);
        return version.isEmpty()
                ? kind
                : new ResourceKind(
                        kind.group(), version, kind.plural(), kind.kind(), kind.namespaced(), kind.aliases());
    }

    /** What its namespace lacks, it lacks too. */
    void fail(ItemKey key, ResourceKind kind) {
        restored.add(name(kind), place(key).path(), ItemOutcome.FAILED);
    }

    private ItemKey place(ItemKey key) {
        return key.namespace().isEmpty()
                ? key
                : new ItemKey(key.resource(), settings.target(key.namespace()), key.name());
    }

    private static String name(ResourceKind kind) {
        return kind.apiVersion() + "/" + kind.kind();
    }
}
