package io.holdfast.coordinator.inventory;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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
        Map<String, ResourceKind> kinds = new LinkedHashMap<>();
        add(kinds, kindsOf("", "v1", log));
        for (APIGroup group : client.getApiGroups().getGroups()) {
            versions(group).forEach(version -> add(kinds, kindsOf(group.getName(), version, log)));
        }
        Set<String> names = Set.copyOf(kinds.keySet());
        kinds.keySet().removeIf(name -> names.contains(VIEWS.getOrDefault(name, "")));
        return new ApiCatalog(List.copyOf(kinds.values()));
    }

    /** The preferred one first; the others may serve what it does not. */
    private static List<String> versions(APIGroup group) {
        return Stream.concat(Stream.of(group.getPreferredVersion()), group.getVersions().stream())
                .map(GroupVersionForDiscovery::getVersion)
                .distinct()
                .toList();
    }

    private static void add(Map<String, ResourceKind> kinds, List<ResourceKind> more) {
        more.forEach(kind -> kinds.putIfAbsent(kind.groupResource(), kind));
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
            log.warning(
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
