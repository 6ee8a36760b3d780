package io.holdfast.coordinator.inventory;

import java.util.Objects;

/**
 * The identity of one object in the cluster.
 *
 * @param resource as Velero names the kind: {@code pods}, {@code deployments.apps}
 * @param namespace empty for cluster-scoped objects
 */
public record ItemKey(String resource, String namespace, String name) {
    public ItemKey {
        Objects.requireNonNull(resource, "resource is null");
        Objects.requireNonNull(namespace, "namespace is null");
        Objects.requireNonNull(name, "name is null");
    }

    /** {@code namespace/name}, or the name alone. */
    public String path() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    @Override
    public String toString() {
        return resource + " " + path();
    }
}
