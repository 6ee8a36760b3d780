package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.restore.transform.ExistingComparison;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import java.util.Optional;

/** What a restore does with an item that the cluster has already: as a rule, leaves it, and says where it differs. */
final class ExistingItem {
    private final ClusterApi cluster;
    private final RunLog log;
    private final boolean update;

    ExistingItem(ClusterApi cluster, RunLog log, boolean update) {
        this.cluster = cluster;
        this.log = log;
        this.update = update;
    }

    ItemOutcome settle(ResourceKind kind, ItemKey place, ObjectNode wanted) {
        Optional<ObjectNode> found = cluster.get(kind, place.namespace(), place.name());
        if (found.isEmpty()) {
            log.error(
                    ResultScope.of(place.namespace()),
                    kind.kind() + " " + place.name()
                            + " was there and is gone again; restore once more to get it back");
            return ItemOutcome.FAILED;
        }
        ExistingComparison comparison = ExistingComparison.of(found.get(), wanted);
        if (comparison.isSame()) {
            log.info(kind.kind() + " " + place.path() + " is there already, the same");
            return ItemOutcome.SKIPPED;
        }
        if (place.resource().equals("serviceaccounts")) {
            return patch(kind, place, comparison.mergedAccount());
        }
        if (update) {
            return patch(kind, place, MergeDifference.between(comparison.existing(), comparison.wanted()));
        }
        log.warning(
                ResultScope.of(place.namespace()),
                kind.kind() + " " + place.name()
                        + " is there already and differs from the backup's; it was left as it is");
        return ItemOutcome.FAILED;
    }

    private ItemOutcome patch(ResourceKind kind, ItemKey place, ObjectNode patch) {
        if (patch.isEmpty()) {
            return ItemOutcome.SKIPPED;
        }
        try {
            cluster.mergePatch(kind, place.namespace(), place.name(), patch);
            return ItemOutcome.UPDATED;
        } catch (KubernetesClientException e) {
            log.warning(
                    ResultScope.of(place.namespace()),
                    kind.kind() + " " + place.name() + " is there already and could not be made like the backup's: "
                            + ApiRefusal.reason(e));
            return ItemOutcome.FAILED;
        }
    }
}
