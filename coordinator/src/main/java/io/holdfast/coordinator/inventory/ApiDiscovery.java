package io.holdfast.coordinator.inventory;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Asks the API server what kinds of resources it has. */
public final class ApiDiscovery {
    /** Kinds that are views of another group's objects: backing up both would restore each object twice. */
    private static final Map<String, String> VIEWS = Map.of(
            "events.events.k8s.io", "events",
            "deployments.extensions", "deployments.apps",
            "daemonsets.extensions", "daemonsets.apps",
            "replicasets.extensions", "replicasets.apps",
            "networkpolicies.extensions", "networkpolicies.networking.k8s.io");

    /** What cannot be made again has no place in a backup. */
    private static final List<String> VERBS = List.of("list", "get", "create", "delete");

    private final KubernetesClient client;

    public ApiDiscovery(KubernetesClient client) {
        this.client = client;
    }

    /** A group whose server does not answer is an error of the run: its resources will be missing. */
    public ApiCatalog discover(RunLog log) {
        List<ResourceKind> kinds = new ArrayList<>(kindsOf("", "v1", log));
        for (APIGroup group : client.getApiGroups().getGroups()) {
            kinds.addAll(kindsOf(group.getName(), group.getPreferredVersion().getVersion(), log));
        }
        Set<String> names = new HashSet<>();
        kinds.forEach(kind -> names.add(kind.groupResource()));
        kinds.removeIf(kind -> names.contains(VIEWS.getOrDefault(kind.groupResource(), "")));
        return new ApiCatalog(kinds);
    }

    private List<ResourceKind> kindsOf(String group, String version, RunLog log) {
        String groupVersion = group.isEmpty() ? version : group + "/" + version;
        try {
            APIResourceList list = client.getApiResources(groupVersion);
            return list == null
                    ? List.of()
                    : list.getResources().stream()
                            .filter(ApiDiscovery::isListable)
                            .map(resource -> kind(group, version, resource))
                            .toList();
        } catch (KubernetesClientException e) {
            log.error(
                    new ResultScope.Cluster(),
                    "The API group " + groupVersion + " does not answer, so none of its resources is handled: "
                            + e.getMessage());
            return List.of();
        }
    }

    private static boolean isListable(APIResource resource) {
        return !resource.getName().contains("/") && resource.getVerbs().containsAll(VERBS);
    }

    private static ResourceKind kind(String group, String version, APIResource resource) {
        Set<String> aliases = new HashSet<>(Objects.requireNonNullElse(resource.getShortNames(), List.of()));
        if (resource.getSingularName() != null && !resource.getSingularName().isEmpty()) {
            aliases.add(resource.getSingularName());
        }
        return new ResourceKind(
                group,
                version,
                resource.getName(),
                resource.getKind(),
                Boolean.TRUE.equals(resource.getNamespaced()),
                aliases);
    }
}
