package io.holdfast.coordinator.leadership;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.List;
import java.util.Objects;

/** Other servers of velero.io in the same namespace: two of them would each do everything that is asked for. */
public final class RivalServers {
    private RivalServers() {}

    /** Throws where a Deployment of the namespace runs Velero's own server. */
    public static void refuse(KubernetesClient client, String namespace) {
        for (Deployment deployment :
                client.apps().deployments().inNamespace(namespace).list().getItems()) {
            if (isVelero(deployment) && isWanted(deployment)) {
                String name = deployment.getMetadata().getName();
                throw new BackupException(
                        FailureKind.LOCKED,
                        "The Deployment " + namespace + "/" + name + " runs Velero's server, which serves the same"
                                + " resources; scale it to zero (kubectl -n " + namespace + " scale deployment/" + name
                                + " --replicas=0) before starting Holdfast, or choose another --namespace.");
            }
        }
    }

    static boolean isVelero(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                .anyMatch(RivalServers::isVelero);
    }

    private static boolean isVelero(Container container) {
        List<String> command = Objects.requireNonNullElse(container.getCommand(), List.of());
        return command.contains("/velero") || repository(container.getImage()).endsWith("velero/velero");
    }

    private static String repository(String image) {
        String untagged = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int colon = untagged.lastIndexOf(':');
        return colon > untagged.lastIndexOf('/') ? untagged.substring(0, colon) : untagged;
    }

    private static boolean isWanted(Deployment deployment) {
        return !Objects.equals(deployment.getSpec().getReplicas(), 0);
    }
}
