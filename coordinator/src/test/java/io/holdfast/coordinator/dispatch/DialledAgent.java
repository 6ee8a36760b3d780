package io.holdfast.coordinator.dispatch;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.holdfast.agent.v1.AgentMessage;
import io.holdfast.agent.v1.AgentSessionsGrpc;
import io.holdfast.agent.v1.CoordinatorMessage;
import io.holdfast.agent.v1.Heartbeat;
import io.holdfast.agent.v1.Register;
import io.holdfast.agent.v1.SliceResult;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import io.holdfast.wire.OutcomeCodec;
import io.holdfast.wire.SliceCodec;
import io.holdfast.wire.TaskCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** The agent's end of a real TLS stream; it says what the test says. */
final class DialledAgent implements StreamObserver<CoordinatorMessage>, AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final ManagedChannel channel;
    private final StreamObserver<AgentMessage> stream;
    private final BlockingQueue<CoordinatorMessage> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();

    /** Dials; an empty token is not sent at all. */
    DialledAgent(int port, String authority, String token) throws IOException {
        var builder = NettyChannelBuilder.forAddress(
                "localhost",
                port,
                TlsChannelCredentials.newBuilder()
                        .trustManager(new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII)))
                        .build());
        if (!token.isEmpty()) {
            Metadata headers = new Metadata();
            headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
            builder.intercept(MetadataUtils.newAttachHeadersInterceptor(headers));
        }
        channel = builder.build();
        stream = AgentSessionsGrpc.newStub(channel).attach(this);
    }

    static Register.Builder registration(String node) {
        return Register.newBuilder()
                .setMinProtocolVersion(1)
                .setMaxProtocolVersion(1)
                .setNode(node)
                .setInstance("instance-1")
                .setSoftwareVersion("test");
    }

    DialledAgent register(Register.Builder register) {
        stream.onNext(AgentMessage.newBuilder().setRegister(register).build());
        return this;
    }

    void beat(long sequence) {
        stream.onNext(AgentMessage.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().setSequence(sequence))
                .build());
    }

    void say(AgentMessage message) {
        stream.onNext(message);
    }

    void finish(SliceAssignment assignment, SliceOutcome outcome) {
        stream.onNext(AgentMessage.newBuilder()
                .setSliceResult(SliceResult.newBuilder()
                        .setSlice(SliceCodec.encode(assignment.ref()))
                        .setOutcome(OutcomeCodec.encode(outcome)))
                .build());
    }

    void sayGoodbye() {
        stream.onCompleted();
    }

    /** The next message of this kind; others before it are left out. */
    CoordinatorMessage next(Predicate<CoordinatorMessage> kind) throws InterruptedException {
        while (true) {
            CoordinatorMessage message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("the coordinator did not send the expected message; the stream: " + end);
            }
            if (kind.test(message)) {
                return message;
            }
        }
    }

    SliceAssignment assignment() throws InterruptedException {
        return TaskCodec.decode(next(CoordinatorMessage::hasAssignSlice).getAssignSlice());
    }

    /** How the stream has ended. */
    Status end() throws InterruptedException {
        try {
            return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the stream has not ended", e);
        }
    }

    @Override
    public void onNext(CoordinatorMessage message) {
        received.add(message);
    }

    @Override
    public void onError(Throwable failure) {
        end.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
        end.complete(Status.OK);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
