package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.restore.contents.BackedUpItems;
import io.holdfast.coordinator.restore.volumes.VolumeReport;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The new volumes of filled claims. They take over labels and reclaim policy of the volumes that the backup had: a volume
 * that was to be retained must not be deleted with its claim, only because its storage class says so here.
 */
final class ReboundVolumes {
    private final KubernetesClient client;
    private final BackedUpItems items;
    private final RunLog log;

    ReboundVolumes(KubernetesClient client, BackedUpItems items, RunLog log) {
        this.client = client;
        this.items = items;
        this.log = log;
    }

    void adopt(List<VolumeReport> reports) {
        Map<ItemKey, ItemKey> volumesByClaim = new HashMap<>();
        for (ItemKey key : items.keys()) {
            if (key.resource().equals(ResourceKind.VOLUMES)) {
                volumesByClaim.put(ClaimRelations.claim(items.item(key)), key);
            }
        }
        for (VolumeReport report : reports) {
            report.claim().ifPresent(claim -> {
                String namespace = Optional.ofNullable(report.resource().getSpec().sourceNamespace)
                        .orElse("");
                ItemKey old = volumesByClaim.get(new ItemKey(ResourceKind.CLAIMS, namespace, claim.name()));
                if (old != null) {
                    adopt(claim.volume(), items.item(old));
                }
            });
        }
    }

    private void adopt(String volume, ObjectNode old) {
        ObjectNode patch = old.objectNode();
        Optional.ofNullable(old.at("/metadata/labels"))
                .filter(labels -> !labels.isEmpty())
                .ifPresent(labels -> patch.withObject("/metadata").set("labels", labels));
        patch.withObject("/spec").set("persistentVolumeReclaimPolicy", old.at("/spec/persistentVolumeReclaimPolicy"));
        try {
            client.persistentVolumes().withName(volume).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
        } catch (KubernetesClientException e) {
            log.warning(
                    new ResultScope.Cluster(),
                    "volume " + volume + " could not take over labels and reclaim policy of the old one: "
                            + ApiRefusal.reason(e));
        }
    }
}
