package io.holdfast.coordinator.restore.volumes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a restored pod's status says about the filling of its volumes. Pure. */
final class WaitingPods {
    private static final Set<String> ENDED = Set.of("Failed", "Succeeded");

    private WaitingPods() {}

    /** Whether the pod has its node and mounted volumes, and its init container waits for their files. */
    static boolean isWaiting(Pod pod) {
        return pod.getSpec().getNodeName() != null
                && pod.getMetadata().getDeletionTimestamp() == null
                && restoreWait(pod)
                        .map(ContainerStatus::getState)
                        .map(state -> state.getRunning() != null)
                        .orElse(false);
    }

    /** How a pod ended that will never wait again: kubelet has rejected or evicted it. */
    static Optional<String> end(Pod pod) {
        return Optional.ofNullable(pod.getStatus())
                .filter(status -> ENDED.contains(Objects.toString(status.getPhase())))
                .map(status -> "the pod has ended (" + status.getPhase()
                        + Stream.of(status.getReason(), status.getMessage())
                                .filter(Objects::nonNull)
                                .map(": "::concat)
                                .collect(Collectors.joining())
                        + "); delete it and restore it again");
    }

    /** Why it does not wait yet, and what can be done about it. */
    static String hindrance(Pod pod) {
        if (pod.getSpec().getNodeName() == null) {
            return "the pod has no node"
                    + scheduled(pod)
                            .map(PodCondition::getMessage)
                            .map(message -> " (" + message + ")")
                            .orElse("")
                    + "; make room for it or change what it asks for";
        }
        return restoreWait(pod)
                .map(ContainerStatus::getState)
                .flatMap(state -> Optional.ofNullable(state.getWaiting()))
                .map(waiting -> "its init container " + RestoreWait.NAME + " does not start ("
                        + waiting.getReason()
                        + Optional.ofNullable(waiting.getMessage())
                                .map(message -> ": " + message)
                                .orElse("")
                        + "); see the pod's events, and --restore-helper-image")
                .orElse("its init container " + RestoreWait.NAME + " does not run; see the pod's events on node "
                        + pod.getSpec().getNodeName());
    }

    private static Optional<ContainerStatus> restoreWait(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : Objects.requireNonNullElse(pod.getStatus().getInitContainerStatuses(), List.<ContainerStatus>of())
                        .stream()
                        .filter(status -> status.getName().equals(RestoreWait.NAME))
                        .findFirst();
    }

    private static Optional<PodCondition> scheduled(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : Objects.requireNonNullElse(pod.getStatus().getConditions(), List.<PodCondition>of()).stream()
                        .filter(condition -> condition.getType().equals("PodScheduled"))
                        .findFirst();
    }
}
