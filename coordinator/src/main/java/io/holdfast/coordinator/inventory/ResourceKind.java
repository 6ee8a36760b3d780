package io.holdfast.coordinator.inventory;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of resource as the API server lists it, in the first of its group's versions that has it.
 *
 * @param group empty for the core group
 * @param aliases its singular and short names
 */
public record ResourceKind(
        String group, String version, String plural, String kind, boolean namespaced, Set<String> aliases) {
    public static final String PODS = "pods";
    public static final String CLAIMS = "persistentvolumeclaims";
    public static final String VOLUMES = "persistentvolumes";
    public static final String NAMESPACES = "namespaces";

    public ResourceKind {
        Objects.requireNonNull(group, "group is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(plural, "plural is null");
        Objects.requireNonNull(kind, "kind is null");
        aliases = Set.copyOf(aliases);
    }

    /** As Velero names it in filters and in the tarball: {@code pods}, {@code deployments.apps}. */
    public String groupResource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** {@code v1} or {@code apps/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The path of the list at the API server, over all namespaces where none is given. */
    public String listPath(Optional<String> namespace) {
        return (group.isEmpty() ? "/api/" : "/apis/")
                + apiVersion()
                + namespace.map(name -> "/namespaces/" + name).orElse("")
                + "/"
                + plural;
    }
}
