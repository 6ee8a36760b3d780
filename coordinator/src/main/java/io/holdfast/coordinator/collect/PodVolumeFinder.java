package io.holdfast.coordinator.collect;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.holdfast.coordinator.inventory.ClaimLookup;
import io.holdfast.coordinator.inventory.ClaimedVolume;
import io.holdfast.coordinator.inventory.Inventory;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds the volumes of an inventory's pods that are to be backed up, and says of each other one why it is not. */
public final class PodVolumeFinder {
    private static final List<String> HOOKS =
            List.of("pre.hook.backup.velero.io/command", "post.hook.backup.velero.io/command");

    private final Inventory inventory;
    private final ClaimLookup claims;
    private final RunLog log;
    private final Set<String> claimsTaken = new HashSet<>();

    public PodVolumeFinder(Inventory inventory, ClaimLookup claims, RunLog log) {
        this.inventory = inventory;
        this.claims = claims;
        this.log = log;
    }

    public List<PodVolume> find(boolean allByDefault) {
        List<PodVolume> found = new ArrayList<>();
        inventory
                .items(ResourceKind.PODS)
                .forEach(item -> found.addAll(find(inventory.read(item, Pod.class), allByDefault)));
        return found;
    }

    private List<PodVolume> find(Pod pod, boolean allByDefault) {
        List<PodVolume> found = new ArrayList<>();
        refuseHooks(pod);
        for (VolumeChoice choice : VolumeSelection.of(pod, allByDefault)) {
            switch (choice) {
                case VolumeChoice.Impossible(String volume, String reason) -> leaveOut(pod, volume, reason);
                case VolumeChoice.Chosen(Volume volume) -> take(pod, volume).ifPresent(found::add);
            }
        }
        return found;
    }

    /** What was to be frozen, and was not, may be torn: the backup must not look complete. */
    private void refuseHooks(Pod pod) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(pod.getMetadata().getAnnotations(), Map.of());
        if (HOOKS.stream().anyMatch(annotations::containsKey)) {
            log.error(
                    scope(pod),
                    "Pod " + pod.getMetadata().getNamespace() + "/"
                            + pod.getMetadata().getName() + " has backup hooks, which are not supported and were not"
                            + " run; quiesce the application in another way, and remove its hook annotations.");
        }
    }

    private Optional<PodVolume> take(Pod pod, Volume volume) {
        String phase = pod.getStatus() == null ? "" : pod.getStatus().getPhase();
        if (!"Running".equals(phase)) {
            leaveOut(pod, volume.getName(), "the pod is not running but " + phase);
            return Optional.empty();
        }
        Optional<String> claimName = ClaimLookup.claimName(pod, volume);
        if (claimName.isEmpty()) {
            return Optional.of(new PodVolume(pod, volume.getName(), Optional.empty(), Optional.empty()));
        }
        Optional<ClaimedVolume> claim = claims.find(pod.getMetadata().getNamespace(), claimName.get());
        if (claim.isEmpty()) {
            return Optional.of(new PodVolume(
                    pod,
                    volume.getName(),
                    Optional.empty(),
                    Optional.of("its claim " + claimName.get()
                            + " does not exist or is not bound to a volume; bind it, or exclude the volume with the"
                            + " annotation " + VolumeSelection.OPT_OUT)));
        }
        if (claim.get().isFolderOfTheNode()) {
            leaveOut(pod, volume.getName(), "it is a folder of the node (hostPath)");
            return Optional.empty();
        }
        if (!claimsTaken.add(claim.get().claimUid())) {
            log.info(describe(pod, volume.getName()) + " is already backed up through another pod of its claim "
                    + claimName.get());
            return Optional.empty();
        }
        return Optional.of(new PodVolume(pod, volume.getName(), claim, Optional.empty()));
    }

    private void leaveOut(Pod pod, String volume, String reason) {
        log.warning(scope(pod), describe(pod, volume) + " is not in the backup: " + reason + ".");
    }

    private static ResultScope scope(Pod pod) {
        return ResultScope.of(pod.getMetadata().getNamespace());
    }

    private static String describe(Pod pod, String volume) {
        return "Volume " + volume + " of pod " + pod.getMetadata().getNamespace() + "/"
                + pod.getMetadata().getName();
    }
}
