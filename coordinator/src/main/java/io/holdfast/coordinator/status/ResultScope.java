package io.holdfast.coordinator.status;

import java.util.Objects;
import java.util.Optional;

/** What a message is about, as Velero's result file sorts them: the server's own work, the cluster, or a namespace. */
public sealed interface ResultScope {
    /** The server's own work: the store, a repository, the request itself. */
    record Server() implements ResultScope {}

    /** Resources outside of namespaces. */
    record Cluster() implements ResultScope {}

    record InNamespace(String name) implements ResultScope {
        public InNamespace {
            Objects.requireNonNull(name, "name is null");
        }
    }

    static ResultScope server() {
        return new Server();
    }

    /** The scope of an item; an empty namespace means none. */
    static ResultScope of(String namespace) {
        return namespace.isEmpty() ? new Cluster() : new InNamespace(namespace);
    }

    default Optional<String> namespace() {
        return this instanceof InNamespace(String name) ? Optional.of(name) : Optional.empty();
    }
}
