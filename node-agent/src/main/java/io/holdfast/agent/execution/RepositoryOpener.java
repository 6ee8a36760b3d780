package io.holdfast.agent.execution;

import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.LockWait;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.Secret;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and locks repositories as this node's agent: locks bear the cluster's and the node's name for ever, and the
 * process's own, so that an agent which starts anew removes what its dead predecessor has left.
 */
public class RepositoryOpener {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryOpener.class);
    private static final Duration LONGEST_LOCK_WAIT = Duration.ofMinutes(10);

    private final ClusterIdentity cluster;
    private final String node;
    private final String instance;
    private final Clock clock;

    public RepositoryOpener(ClusterIdentity cluster, String node, String instance, Clock clock) {
        this.cluster = cluster;
        this.node = node;
        this.instance = instance;
        this.clock = clock;
    }

    ObjectStore openStore(RepositoryAccess access) {
        return ObjectStores.open(access.location(), access.credentials());
    }

    OpenRepository open(ObjectStore store, Secret password) {
        return Repository.open(store, password, clock);
    }

    /** After others who prune, say, have ended: a backup is worth waiting for them. */
    RepositoryLock lock(OpenRepository repository) {
        return repository.lock(
                new LockOwner("holdfast-" + cluster.name() + "-" + node, instance),
                LockMode.SHARED,
                new LockWait(LONGEST_LOCK_WAIT, LOG::warn));
    }
}
