package io.holdfast.coordinator.inventory;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Finds claims and their volumes: in the inventory, or in the cluster where the backup's filters leave them out. */
public final class ClaimLookup {
    private final KubernetesClient client;
    private final Inventory inventory;

    public ClaimLookup(KubernetesClient client, Inventory inventory) {
        this.client = client;
        this.inventory = inventory;
    }

    /** Empty where there is no such claim, or it is not bound. */
    public Optional<ClaimedVolume> find(String namespace, String claimName) {
        Optional<PersistentVolumeClaim> claim = inventory
                .find(new ItemKey(ResourceKind.CLAIMS, namespace, claimName))
                .map(item -> inventory.read(item, PersistentVolumeClaim.class))
                .or(() -> Optional.ofNullable(client.persistentVolumeClaims()
                        .inNamespace(namespace)
                        .withName(claimName)
                        .get()));
        return claim.flatMap(this::bound);
    }

    /** The name of the claim behind one of a pod's volumes; empty for a volume without one. */
    public static Optional<String> claimName(Pod pod, Volume volume) {
        return volume.getEphemeral() != null
                ? Optional.of(pod.getMetadata().getName() + "-" + volume.getName())
                : Optional.ofNullable(volume.getPersistentVolumeClaim()).map(source -> source.getClaimName());
    }

    private Optional<ClaimedVolume> bound(PersistentVolumeClaim claim) {
        return Optional.ofNullable(claim.getSpec().getVolumeName())
                .filter(name -> !name.isEmpty())
                .flatMap(this::volume)
                .map(volume -> new ClaimedVolume(claim, volume));
    }

    private Optional<PersistentVolume> volume(String name) {
        return inventory
                .find(new ItemKey(ResourceKind.VOLUMES, "", name))
                .map(item -> inventory.read(item, PersistentVolume.class))
                .or(() -> Optional.ofNullable(
                        client.persistentVolumes().withName(name).get()));
    }
}
