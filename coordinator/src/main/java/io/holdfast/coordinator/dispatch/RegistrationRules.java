package io.holdfast.coordinator.dispatch;

import io.grpc.Status;
import io.holdfast.agent.v1.Register;
import io.holdfast.coordinator.identity.TokenVerdict;
import java.util.Optional;

/** Who may register: an agent of the node that its token names, with a protocol version that we speak. */
final class RegistrationRules {
    static final int PROTOCOL_VERSION = 1;

    private RegistrationRules() {}

    /** Why not, with the remedy; empty where nothing is against it. */
    static Optional<Status> refusal(Register register, TokenVerdict.Agent identity) {
        if (!register.getNode().equals(identity.node())) {
            return Optional.of(Status.PERMISSION_DENIED.withDescription("The agent calls itself agent of node "
                    + register.getNode() + ", but its token is bound to node " + identity.node()
                    + "; give it --node-name " + identity.node() + " or that node's token."));
        }
        if (register.getInstance().isBlank()) {
            return Optional.of(
                    Status.INVALID_ARGUMENT.withDescription("The agent on " + identity.node() + " names no instance."));
        }
        if (PROTOCOL_VERSION < register.getMinProtocolVersion()
                || PROTOCOL_VERSION > register.getMaxProtocolVersion()) {
            return Optional.of(Status.FAILED_PRECONDITION.withDescription("The agent on " + identity.node()
                    + " (version " + register.getSoftwareVersion() + ") speaks protocol versions "
                    + register.getMinProtocolVersion() + " to " + register.getMaxProtocolVersion()
                    + ", the coordinator speaks " + PROTOCOL_VERSION
                    + "; run the same version of both."));
        }
        return Optional.empty();
    }
}
