package io.holdfast.agent.session;

import io.grpc.ManagedChannel;

/** Opens channels to coordinators. */
@FunctionalInterface
public interface CoordinatorDial {
    /** A new channel to {@code host:port} that presents the agent's token; the caller shuts it down. */
    ManagedChannel open(String address);
}
