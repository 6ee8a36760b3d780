package io.holdfast.agent.session;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.holdfast.agent.v1.AgentMessage;
import io.holdfast.agent.v1.AgentSessionsGrpc;
import io.holdfast.agent.v1.CancelSlice;
import io.holdfast.agent.v1.CoordinatorMessage;
import io.holdfast.agent.v1.Limits;
import io.holdfast.agent.v1.NotLeader;
import io.holdfast.agent.v1.SliceSettled;
import io.holdfast.agent.v1.Welcome;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceRef;
import io.holdfast.wire.SliceCodec;
import io.holdfast.wire.TaskCodec;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A coordinator that says what the test says; its address is its name. */
final class PlayedCoordinator extends AgentSessionsGrpc.AgentSessionsImplBase implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Server server;
    private final BlockingQueue<AgentMessage> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<StreamObserver<CoordinatorMessage>> streams = new LinkedBlockingQueue<>();
    private volatile StreamObserver<CoordinatorMessage> stream = new Nobody();
    private volatile boolean answersHeartbeats = true;

    PlayedCoordinator(String name) throws IOException {
        server = InProcessServerBuilder.forName(name).addService(this).build().start();
    }

    static ManagedChannel channel(String name) {
        return InProcessChannelBuilder.forName(name).build();
    }

    @Override
    public StreamObserver<AgentMessage> attach(StreamObserver<CoordinatorMessage> responses) {
        streams.add(responses);
        return new StreamObserver<>() {
            @Override
            public void onNext(AgentMessage message) {
                if (!message.hasHeartbeat()) {
                    received.add(message);
                } else if (answersHeartbeats) {
                    responses.onNext(CoordinatorMessage.newBuilder()
                            .setHeartbeat(message.getHeartbeat())
                            .build());
                }
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {
                received.add(AgentMessage.getDefaultInstance());
                responses.onCompleted();
            }
        };
    }

    /** Waits for an agent to dial in and register, and makes its stream the current one. */
    AgentMessage registration() throws InterruptedException {
        StreamObserver<CoordinatorMessage> next = streams.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no agent has dialled");
        }
        stream = next;
        return next(AgentMessage::hasRegister);
    }

    AgentMessage welcome(long epoch) throws InterruptedException {
        AgentMessage registration = registration();
        send(CoordinatorMessage.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setProtocolVersion(1)
                        .setSession("s")
                        .setEpoch(epoch)
                        .setCluster("c0ffee00")
                        .setLease(com.google.protobuf.Duration.newBuilder().setSeconds(20))
                        .setHeartbeatInterval(
                                com.google.protobuf.Duration.newBuilder().setSeconds(4)))
                .build());
        return registration;
    }

    void sendAwayTo(String leader) throws InterruptedException {
        registration();
        send(CoordinatorMessage.newBuilder()
                .setNotLeader(NotLeader.newBuilder().setLeaderAddress(leader))
                .build());
        stream.onCompleted();
    }

    void refuse(Status status) throws InterruptedException {
        registration();
        stream.onError(status.asRuntimeException());
    }

    /** The next message of this kind; others before it are left out. */
    AgentMessage next(Predicate<AgentMessage> kind) throws InterruptedException {
        while (true) {
            AgentMessage message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("the agent did not send the expected message");
            }
            if (kind.test(message)) {
                return message;
            }
        }
    }

    void assign(SliceAssignment assignment) {
        send(CoordinatorMessage.newBuilder()
                .setAssignSlice(TaskCodec.encode(assignment))
                .build());
    }

    void cancel(SliceRef ref) {
        send(CoordinatorMessage.newBuilder()
                .setCancelSlice(CancelSlice.newBuilder()
                        .setSlice(SliceCodec.encode(ref))
                        .setReason("the test says so"))
                .build());
    }

    void settle(SliceRef ref) {
        send(CoordinatorMessage.newBuilder()
                .setSliceSettled(SliceSettled.newBuilder().setSlice(SliceCodec.encode(ref)))
                .build());
    }

    void limit(Limits limits) {
        send(CoordinatorMessage.newBuilder().setLimits(limits).build());
    }

    /** Breaks the stream off, as a dying coordinator does. */
    void hangUp() {
        stream.onError(Status.UNAVAILABLE.withDescription("hung up").asRuntimeException());
    }

    void fallSilent() {
        answersHeartbeats = false;
    }

    private void send(CoordinatorMessage message) {
        stream.onNext(message);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    /** Before any agent has dialled. */
    private static final class Nobody implements StreamObserver<CoordinatorMessage> {
        @Override
        public void onNext(CoordinatorMessage message) {
            throw new AssertionError("no agent has dialled");
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError("no agent has dialled", failure);
        }

        @Override
        public void onCompleted() {
            throw new AssertionError("no agent has dialled");
        }
    }
}
