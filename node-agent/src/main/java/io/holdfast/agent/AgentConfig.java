package io.holdfast.agent;

import io.holdfast.task.NodeLimits;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What an agent is told when it starts.
 *
 * @param nodeName the node it works on; its token must name the same
 * @param coordinators {@code host:port} of every coordinator, leading or standing by
 * @param authorityFile the certificate of the coordinators' authority, PEM; read anew for each connection
 * @param tokenFile a ServiceAccount token of audience holdfast-coordinator; read anew for each connection
 * @param podsRoot kubelet's folder of pods
 * @param httpAddress health and metrics; port 0 takes a free one
 * @param limits the agent's own, below what the cluster's configuration says
 */
public record AgentConfig(
        String nodeName,
        List<String> coordinators,
        Path authorityFile,
        Path tokenFile,
        Path podsRoot,
        InetSocketAddress httpAddress,
        NodeLimits limits) {
    public AgentConfig {
        Objects.requireNonNull(nodeName, "nodeName is null");
        Objects.requireNonNull(authorityFile, "authorityFile is null");
        Objects.requireNonNull(tokenFile, "tokenFile is null");
        Objects.requireNonNull(httpAddress, "httpAddress is null");
        Objects.requireNonNull(limits, "limits is null");
        coordinators = List.copyOf(coordinators);
        if (nodeName.isBlank()) {
            throw new IllegalArgumentException("the node's name is empty; give --node-name");
        }
        if (coordinators.isEmpty()) {
            throw new IllegalArgumentException("no coordinator is named; give --coordinator HOST:PORT");
        }
        if (!podsRoot.isAbsolute()) {
            throw new IllegalArgumentException("the pods' root must be an absolute path: " + podsRoot);
        }
    }
}
