package io.holdfast.agent.session;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.holdfast.agent.v1.AgentMessage;
import io.holdfast.agent.v1.AssignSlice;
import io.holdfast.agent.v1.CoordinatorMessage;
import io.holdfast.agent.v1.Heartbeat;
import io.holdfast.agent.v1.Limits;
import io.holdfast.agent.v1.LimitsApplied;
import io.holdfast.agent.v1.Register;
import io.holdfast.agent.v1.Welcome;
import io.holdfast.concurrent.Timers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceRef;
import io.holdfast.wire.LimitsCodec;
import io.holdfast.wire.SliceCodec;
import io.holdfast.wire.TaskCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream to one coordinator, from registration to its end. gRPC calls the receiving side from one thread at a time;
 * the next message is taken once one is done with.
 */
final class AttachedStream implements ClientResponseObserver<AgentMessage, CoordinatorMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(AttachedStream.class);
    private static final int PROTOCOL_VERSION = 1;
    private static final Duration WELCOME_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final SessionParts parts;
    private final EpochGuard epochs;
    private final LeaseKeeper lease;
    private final Timers timers;
    private final CompletableFuture<SessionEnd> end = new CompletableFuture<>();
    private final Map<Long, Long> heartbeatsSentAt = new HashMap<>();
    private final long registeredAt;
    private @Nullable ClientCallStreamObserver<AgentMessage> call;
    private @Nullable CoordinatorOutbox outbox;
    private Timers.Timer silence;
    private Duration leaseDuration = WELCOME_TIMEOUT;
    private long epoch;
    private volatile boolean welcome;

    AttachedStream(SessionParts parts, EpochGuard epochs, LeaseKeeper lease) {
        this.parts = parts;
        this.epochs = epochs;
        this.lease = lease;
        this.timers = parts.timers();
        this.registeredAt = timers.nanoTime();
        this.silence = timers.after(WELCOME_TIMEOUT, this::silent);
    }

    CompletableFuture<SessionEnd> end() {
        return end;
    }

    /** Whether the coordinator has taken this agent in, and the stream stands. */
    boolean isRegistered() {
        return welcome && !end.isDone();
    }

    boolean wasRegistered() {
        return welcome;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<AgentMessage> stream) {
        stream.disableAutoRequestWithInitial(1);
        call = stream;
        outbox = new CoordinatorOutbox(stream);
    }

    void register() {
        Register.Builder register = Register.newBuilder()
                .setMinProtocolVersion(PROTOCOL_VERSION)
                .setMaxProtocolVersion(PROTOCOL_VERSION)
                .setNode(parts.identity().node())
                .setInstance(parts.identity().instance())
                .setSoftwareVersion(parts.identity().softwareVersion())
                .setHighestEpoch(epochs.highest());
        parts.slices().held().forEach(ref -> register.addHeld(SliceCodec.encode(ref)));
        outbox().send(AgentMessage.newBuilder().setRegister(register).build());
    }

    @Override
    public void onNext(CoordinatorMessage message) {
        if (end.isDone()) {
            return;
        }
        try {
            handle(message);
            call().request(1);
        } catch (RuntimeException e) {
            LOG.error("A message of the coordinator could not be handled; the session ends.", e);
            finish(new SessionEnd.Lost(
                    "a message of kind " + message.getMessageCase() + " could not be handled: " + e));
        }
    }

    @Override
    public void onError(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        String reason = Optional.ofNullable(status.getDescription())
                .orElse(status.getCode().name());
        finish(
                switch (status.getCode()) {
                    case UNAUTHENTICATED, PERMISSION_DENIED, FAILED_PRECONDITION, ALREADY_EXISTS, INVALID_ARGUMENT ->
                        new SessionEnd.Refused(reason);
                    default -> new SessionEnd.Lost(status.getCode() + ": " + reason + cause(failure));
                });
    }

    @Override
    public void onCompleted() {
        finish(new SessionEnd.Lost("the coordinator has ended the session"));
    }

    /** Says good-bye and lets the coordinator end the stream, which it is given some seconds for. */
    void complete() {
        parts.slices().detach(outbox());
        outbox().complete();
        try {
            end.get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            finish(new SessionEnd.Lost("the coordinator has not answered the good-bye"));
        } catch (ExecutionException e) {
            throw new AssertionError("a session's end is a value", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            finish(new SessionEnd.Lost("the good-bye was interrupted"));
        }
    }

    private void handle(CoordinatorMessage message) {
        switch (message.getMessageCase()) {
            case WELCOME -> welcomed(message.getWelcome());
            case NOT_LEADER -> {
                String leader = message.getNotLeader().getLeaderAddress();
                finish(new SessionEnd.NotLeader(leader.isBlank() ? Optional.empty() : Optional.of(leader)));
            }
            case HEARTBEAT -> answered(message.getHeartbeat().getSequence());
            case LIMITS -> limit(message.getLimits());
            case ASSIGN_SLICE -> assign(message.getAssignSlice());
            case CANCEL_SLICE -> {
                var cancel = message.getCancelSlice();
                parts.slices().cancel(SliceCodec.decode(cancel.getSlice()), cancel.getReason());
            }
            case SLICE_SETTLED ->
                parts.slices()
                        .settle(SliceCodec.decode(message.getSliceSettled().getSlice()));
            case MESSAGE_NOT_SET -> LOG.debug("A message of a newer coordinator is left out.");
        }
    }

    private void welcomed(Welcome message) {
        if (message.getProtocolVersion() != PROTOCOL_VERSION) {
            finish(new SessionEnd.Refused("the coordinator speaks protocol version " + message.getProtocolVersion()
                    + ", this agent " + PROTOCOL_VERSION + "; run the same version of both"));
            return;
        }
        if (!epochs.accept(message.getEpoch())) {
            finish(new SessionEnd.Refused("the coordinator leads in epoch " + message.getEpoch() + ", but epoch "
                    + epochs.highest() + " has begun"));
            return;
        }
        epoch = message.getEpoch();
        parts.cluster().told(message.getCluster());
        leaseDuration = duration(message.getLease());
        lease.grant(registeredAt, leaseDuration);
        expectAnswer();
        welcome = true;
        LOG.info("Registered with a coordinator of version {}, epoch {}.", message.getSoftwareVersion(), epoch);
        beat(1, duration(message.getHeartbeatInterval()));
        parts.slices().attach(outbox());
        parts.executor().execute(() -> parts.slices().tellUnsettled(outbox()));
    }

    private void assign(AssignSlice message) {
        SliceRef ref = SliceCodec.decode(message.getSlice());
        if (ref.epoch() != epoch) {
            refuse(ref, FailureKind.LEASE_LOST, "it is of epoch " + ref.epoch() + ", the session of " + epoch);
            return;
        }
        if (!lease.holds()) {
            refuse(ref, FailureKind.LEASE_LOST, "its lease has ended");
            return;
        }
        SliceAssignment assignment;
        try {
            assignment = TaskCodec.decode(message);
        } catch (BackupException e) {
            refuse(ref, e.kind(), String.valueOf(e.getMessage()));
            return;
        }
        if (!assignment.task().volume().node().equals(parts.identity().node())) {
            refuse(
                    ref,
                    FailureKind.INVALID_INPUT,
                    "it is for node " + assignment.task().volume().node());
            return;
        }
        parts.slices().assign(assignment);
    }

    private void refuse(SliceRef ref, FailureKind kind, String reason) {
        outbox().finished(
                        ref,
                        new SliceOutcome.Failed(
                                kind,
                                "The node agent on " + parts.identity().node() + " does not take " + ref + ": " + reason
                                        + "."));
    }

    private void limit(Limits message) {
        var effective = parts.limits()
                .apply(LimitsCodec.decode(message.getConfigured()), LimitsCodec.decode(message.getDefaults()));
        outbox().send(AgentMessage.newBuilder()
                .setLimitsApplied(LimitsApplied.newBuilder()
                        .setRevision(message.getRevision())
                        .setEffective(LimitsCodec.encode(effective)))
                .build());
    }

    private void beat(long sequence, Duration interval) {
        if (end.isDone()) {
            return;
        }
        synchronized (heartbeatsSentAt) {
            heartbeatsSentAt.put(sequence, timers.nanoTime());
        }
        outbox().send(AgentMessage.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().setSequence(sequence))
                .build());
        timers.after(interval, () -> beat(sequence + 1, interval));
    }

    private void answered(long sequence) {
        Long sentAt;
        synchronized (heartbeatsSentAt) {
            sentAt = heartbeatsSentAt.remove(sequence);
            heartbeatsSentAt.keySet().removeIf(older -> older < sequence);
        }
        if (sentAt != null) {
            lease.grant(sentAt, leaseDuration);
            expectAnswer();
        }
    }

    private void expectAnswer() {
        silence.cancel();
        silence = timers.after(leaseDuration, this::silent);
    }

    private void silent() {
        finish(new SessionEnd.Lost("the coordinator has not answered for " + leaseDuration.toSeconds() + " s"));
    }

    private void finish(SessionEnd reason) {
        if (end.complete(reason)) {
            silence.cancel();
            parts.slices().detach(outbox());
            outbox().abort("the session has ended");
        }
    }

    private CoordinatorOutbox outbox() {
        CoordinatorOutbox started = outbox;
        if (started == null) {
            throw new IllegalStateException("the stream has not been started");
        }
        return started;
    }

    private ClientCallStreamObserver<AgentMessage> call() {
        ClientCallStreamObserver<AgentMessage> started = call;
        if (started == null) {
            throw new IllegalStateException("the stream has not been started");
        }
        return started;
    }

    private static String cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? "" : " (" + cause + ")";
    }

    private static Duration duration(com.google.protobuf.Duration message) {
        return Duration.ofSeconds(message.getSeconds(), message.getNanos());
    }
}
