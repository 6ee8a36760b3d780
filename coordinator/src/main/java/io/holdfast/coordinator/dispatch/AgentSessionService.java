package io.holdfast.coordinator.dispatch;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.holdfast.agent.v1.AgentMessage;
import io.holdfast.agent.v1.AgentSessionsGrpc;
import io.holdfast.agent.v1.CoordinatorMessage;

/** The gRPC door: one stream for each agent. {@link AgentAuthentication} has to stand before it. */
final class AgentSessionService extends AgentSessionsGrpc.AgentSessionsImplBase {
    private final AgentServices services;

    AgentSessionService(AgentServices services) {
        this.services = services;
    }

    @Override
    public StreamObserver<AgentMessage> attach(StreamObserver<CoordinatorMessage> responses) {
        var stream = (ServerCallStreamObserver<CoordinatorMessage>) responses;
        stream.disableAutoRequest();
        AgentStream agent = new AgentStream(services, AgentAuthentication.currentAgent(), stream);
        stream.setOnCancelHandler(agent::cancelled);
        stream.request(1);
        return agent;
    }
}
