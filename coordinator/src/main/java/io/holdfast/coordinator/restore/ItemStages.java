package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.coordinator.inventory.ApiCatalog;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.restore.contents.BackedUpItems;
import io.holdfast.coordinator.restore.transform.ItemTransformation;
import io.holdfast.coordinator.restore.transform.TransformSettings;
import io.holdfast.coordinator.restore.volumes.RestoreWait;
import io.holdfast.coordinator.restore.volumes.RestoringVolumes;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.Restore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The stages of a restore's items, in the order of the methods. Items of one resource are created side by side. */
final class ItemStages {
    private static final int AT_ONCE = 8;
    private static final long MINUTES_TO_ESTABLISH = 1;

    private final RestoreServices services;
    private final BackedUpItems items;
    private final RestoredItems restored;
    private final RunLog log;
    private final TransformSettings settings;
    private final ItemRestorer restorer;
    private final RestorePlan plan;
    private final RestoreProgressReport progress;
    private final Set<String> lackingNamespaces = new HashSet<>();

    ItemStages(
            RestoreServices services,
            Restore restore,
            RestorePlanner.Planned planned,
            BackedUpItems items,
            RestoringVolumes volumes,
            RestoredItems restored,
            RunLog log) {
        this.services = services;
        this.plan = planned.items();
        this.settings = planned.settings();
        this.items = items;
        this.restored = restored;
        this.log = log;
        ClusterApi cluster = new ClusterApi(services.client());
        this.restorer = new ItemRestorer(
                items,
                settings,
                cluster,
                new ExistingItem(cluster, log, "update".equals(restore.getSpec().existingResourcePolicy)),
                planned.fillings(),
                new WithheldItems(items, planned.withheld()),
                volumes,
                new RestoreWait(services.helperImage(), restore.getMetadata().getUid()),
                restored,
                log);
        this.progress =
                new RestoreProgressReport(new StatusWriter(services.client()), restore, services.timers(), plan.size());
    }

    /** Those of the planned items; what belongs into one that cannot be made is not tried. */
    void namespaces() {
        TargetNamespaces targets = new TargetNamespaces(services.client(), restored, log);
        ItemTransformation transformation = new ItemTransformation(settings);
        for (String name : plan.namespaces()) {
            ItemKey key = new ItemKey(ResourceKind.NAMESPACES, "", name);
            ObjectNode wanted = items.contains(key)
                    ? items.item(key)
                    : JsonNodeFactory.instance
                            .objectNode()
                            .put("apiVersion", "v1")
                            .put("kind", "Namespace");
            transformation.apply(key, wanted);
            if (!targets.ensure(settings.target(name), wanted)) {
                lackingNamespaces.add(name);
            }
            progress.handledOne();
        }
    }

    /** Returns when the definitions are served, so that the kinds they define can be discovered. */
    void definitions(ApiCatalog catalog) throws InterruptedException {
        Optional<ResourceKind> kind = catalog.find(RestoreOrder.DEFINITIONS);
        if (kind.isPresent()) {
            restoreAll(plan.definitions(), kind.get());
            plan.definitions().forEach(definition -> awaitEstablished(definition.name()));
        }
    }

    void rest(ApiCatalog catalog) throws InterruptedException {
        for (Map.Entry<String, List<ItemKey>> each : plan.rest().entrySet()) {
            Optional<ResourceKind> kind = catalog.find(each.getKey())
                    .filter(found -> found.groupResource().equals(each.getKey()));
            if (kind.isPresent()) {
                restoreAll(each.getValue(), kind.get());
            } else {
                log.warning(
                        new ResultScope.Cluster(),
                        "this cluster does not serve " + each.getKey() + ", so "
                                + each.getValue().size() + " of them are not restored; install what defines them");
                each.getValue().forEach(ignored -> progress.handledOne());
            }
        }
    }

    private void restoreAll(List<ItemKey> keys, ResourceKind kind) throws InterruptedException {
        try (TaskGroup group = new TaskGroup(Workers.virtualThreads("restore"))) {
            for (ItemKey key : keys) {
                group.forkWithin(AT_ONCE, () -> {
                    if (lackingNamespaces.contains(key.namespace())) {
                        restorer.fail(key, kind);
                    } else {
                        restorer.restore(key, kind);
                    }
                    progress.handledOne();
                });
            }
            group.join();
        }
    }

    private void awaitEstablished(String definition) {
        try {
            services.client()
                    .apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(definition)
                    .waitUntilCondition(ItemStages::isEstablished, MINUTES_TO_ESTABLISH, TimeUnit.MINUTES);
        } catch (KubernetesClientTimeoutException e) {
            log.warning(
                    new ResultScope.Cluster(),
                    "definition " + definition + " is not served after " + MINUTES_TO_ESTABLISH
                            + " minute; see its conditions, and restore again");
        }
    }

    private static boolean isEstablished(@Nullable CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }
}
