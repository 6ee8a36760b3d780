package io.holdfast.coordinator;

import io.holdfast.coordinator.dispatch.DispatchSettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a coordinator is told when it starts.
 *
 * @param namespace the one that it serves
 * @param host the name of this machine or pod, by which a dead process of the same place is recognised
 * @param grpcAddress where agents dial in; port 0 takes a free one
 * @param httpAddress metrics, health and downloads; port 0 takes a free one
 * @param publicUrl by which clients outside reach the HTTP address
 * @param nodeAgentConfigMap Velero's node-agent ConfigMap, with the limits of the agents
 * @param restoreHelperImage of the init container that holds a restored pod until its volumes are filled; it needs
 *     {@code sh} and {@code test}
 * @param fsBackupTimeout after which a volume's backup is given up
 * @param nodeLossTimeout how long a volume waits for an agent of its node to come back
 */
public record CoordinatorConfig(
        String namespace,
        String host,
        InetSocketAddress grpcAddress,
        InetSocketAddress httpAddress,
        Optional<URI> publicUrl,
        String nodeAgentConfigMap,
        String restoreHelperImage,
        Duration fsBackupTimeout,
        Duration nodeLossTimeout) {
    public CoordinatorConfig {
        Objects.requireNonNull(namespace, "namespace is null");
        Objects.requireNonNull(host, "host is null");
        Objects.requireNonNull(grpcAddress, "grpcAddress is null");
        Objects.requireNonNull(httpAddress, "httpAddress is null");
        Objects.requireNonNull(publicUrl, "publicUrl is null");
        if (fsBackupTimeout.isNegative() || fsBackupTimeout.isZero()) {
            throw new IllegalArgumentException("--fs-backup-timeout must be positive: " + fsBackupTimeout);
        }
        Duration lease = DispatchSettings.DEFAULTS.lease();
        if (nodeLossTimeout.compareTo(lease) < 0) {
            throw new IllegalArgumentException("--node-loss-timeout must be at least " + lease.toSeconds()
                    + "s, for which an agent that is lost may still work: " + nodeLossTimeout.toSeconds() + "s");
        }
    }
}
