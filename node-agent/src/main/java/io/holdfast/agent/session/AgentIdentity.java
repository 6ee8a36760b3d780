package io.holdfast.agent.session;

import java.util.Objects;

/**
 * Who registers.
 *
 * @param instance new for each process
 */
public record AgentIdentity(String node, String instance, String softwareVersion) {
    public AgentIdentity {
        Objects.requireNonNull(node, "node is null");
        Objects.requireNonNull(instance, "instance is null");
        Objects.requireNonNull(softwareVersion, "softwareVersion is null");
    }
}
