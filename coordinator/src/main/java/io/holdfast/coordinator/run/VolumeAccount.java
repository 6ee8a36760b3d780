package io.holdfast.coordinator.run;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.holdfast.coordinator.collect.PodVolume;
import io.holdfast.coordinator.collect.VolumeResult;
import io.holdfast.coordinator.inventory.ClaimLookup;
import io.holdfast.coordinator.inventory.ClaimedVolume;
import io.holdfast.coordinator.inventory.Inventory;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.publish.VolumeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Accounts for every volume of a backup: those whose files were taken, and the claims of which only the resource was. */
final class VolumeAccount {
    private static final String NOT_TAKEN = "no pod's volume of this claim was chosen for file system backup";

    private VolumeAccount() {}

    static List<VolumeInfo> of(Inventory inventory, ClaimLookup claims, List<VolumeResult> results) {
        List<VolumeInfo> account = new ArrayList<>();
        for (VolumeResult result : results) {
            account.add(VolumeInfo.of(
                    result.resource(),
                    result.volume().claim().map(VolumeAccount::claim).orElse(null)));
        }
        Set<String> taken = results.stream()
                .map(VolumeResult::volume)
                .map(PodVolume::claim)
                .flatMap(Optional::stream)
                .map(ClaimedVolume::claimUid)
                .collect(Collectors.toSet());
        inventory.items(ResourceKind.CLAIMS).stream()
                .map(item -> inventory.read(item, PersistentVolumeClaim.class))
                .filter(claim -> !taken.contains(claim.getMetadata().getUid()))
                .flatMap(claim ->
                        claims
                                .find(
                                        claim.getMetadata().getNamespace(),
                                        claim.getMetadata().getName())
                                .stream())
                .forEach(claimed -> account.add(VolumeInfo.skipped(claim(claimed), NOT_TAKEN)));
        return account;
    }

    private static VolumeInfo.Claim claim(ClaimedVolume claimed) {
        return new VolumeInfo.Claim(
                claimed.claim().getMetadata().getNamespace(),
                claimed.claimName(),
                claimed.volumeName(),
                new VolumeInfo.OfPersistentVolume(
                        Optional.ofNullable(claimed.volume().getSpec().getPersistentVolumeReclaimPolicy())
                                .orElse(""),
                        claimed.volume().getMetadata().getLabels()));
    }
}
