package io.holdfast.coordinator.dispatch;

import com.google.protobuf.Duration;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.holdfast.agent.v1.AgentMessage;
import io.holdfast.agent.v1.CoordinatorMessage;
import io.holdfast.agent.v1.LimitsApplied;
import io.holdfast.agent.v1.NotLeader;
import io.holdfast.agent.v1.Register;
import io.holdfast.agent.v1.SliceResult;
import io.holdfast.agent.v1.SlicesFound;
import io.holdfast.agent.v1.Welcome;
import io.holdfast.concurrent.Timers;
import io.holdfast.coordinator.identity.TokenVerdict;
import io.holdfast.task.FileSlice;
import io.holdfast.task.SliceRef;
import io.holdfast.wire.LimitsCodec;
import io.holdfast.wire.OutcomeCodec;
import io.holdfast.wire.SliceCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one agent says, message by message: registration first, then reports. gRPC calls it from one thread at a time; it
 * takes the next message once it is done with one. An agent that is silent for a lease is let go.
 */
final class AgentStream implements StreamObserver<AgentMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(AgentStream.class);

    private final AgentServices services;
    private final TokenVerdict.Agent identity;
    private final ServerCallStreamObserver<CoordinatorMessage> stream;
    private final AgentOutbox outbox;
    private final Map<SliceRef, List<FileSlice>> found = new HashMap<>();
    private volatile Timers.Timer silence;
    private volatile @Nullable AgentSession session;
    private volatile boolean left;

    AgentStream(
            AgentServices services, TokenVerdict.Agent identity, ServerCallStreamObserver<CoordinatorMessage> stream) {
        this.services = services;
        this.identity = identity;
        this.stream = stream;
        this.outbox = new AgentOutbox(stream);
        this.silence = expectMessage();
    }

    @Override
    public void onNext(AgentMessage message) {
        silence.cancel();
        silence = expectMessage();
        try {
            handle(message);
            stream.request(1);
        } catch (RuntimeException e) {
            LOG.error("A message of the node agent on {} could not be handled; its session ends.", identity.node(), e);
            refuse(Status.INVALID_ARGUMENT.withDescription("the coordinator could not handle a message of kind "
                    + message.getMessageCase() + ": " + e.getMessage()));
        }
    }

    /** The stream broke: the agent may still work. */
    @Override
    public void onError(Throwable failure) {
        LOG.info("The session of the node agent on {} has broken off: {}", identity.node(), failure.getMessage());
        outbox.abandon();
        leave(false);
    }

    /** The call was cancelled: by the agent, or as its connection has gone. */
    void cancelled() {
        outbox.abandon();
        leave(false);
    }

    /** The agent says good-bye; it has stopped its slices before. */
    @Override
    public void onCompleted() {
        leave(true);
        outbox.end();
    }

    private void handle(AgentMessage message) {
        AgentSession registered = session;
        if (registered == null) {
            if (message.hasRegister()) {
                register(message.getRegister());
            } else {
                refuse(Status.FAILED_PRECONDITION.withDescription("an agent's first message must be Register"));
            }
            return;
        }
        TaskDispatcher dispatcher = services.dispatcher();
        switch (message.getMessageCase()) {
            case HEARTBEAT ->
                outbox.send(CoordinatorMessage.newBuilder()
                        .setHeartbeat(message.getHeartbeat())
                        .build());
            case LIMITS_APPLIED -> applied(message.getLimitsApplied());
            case SLICE_STARTED ->
                dispatcher.sliceStarted(
                        registered, SliceCodec.decode(message.getSliceStarted().getSlice()));
            case SLICE_PROGRESS -> {
                var progress = message.getSliceProgress();
                dispatcher.sliceProgressed(
                        registered, SliceCodec.decode(progress.getSlice()), SliceCodec.decode(progress));
            }
            case SLICES_FOUND -> found(message.getSlicesFound());
            case SLICE_RESULT -> finished(registered, message.getSliceResult());
            case REGISTER ->
                refuse(Status.FAILED_PRECONDITION.withDescription("an agent registers once on each stream"));
            case MESSAGE_NOT_SET -> LOG.debug("A message of a newer agent on {} is left out.", identity.node());
        }
    }

    private void register(Register register) {
        var refusal = RegistrationRules.refusal(register, identity);
        if (refusal.isPresent()) {
            LOG.warn("An agent was refused: {}", refusal.get().getDescription());
            refuse(refusal.get());
            return;
        }
        switch (services.leadership().get()) {
            case Leadership.Following(var leader) -> notLeader(leader.orElse(""));
            case Leadership.Leading(long epoch) when epoch < register.getHighestEpoch() -> notLeader("");
            case Leadership.Leading(long epoch) -> welcome(register, epoch);
        }
    }

    private void notLeader(String leaderAddress) {
        outbox.send(CoordinatorMessage.newBuilder()
                .setNotLeader(NotLeader.newBuilder().setLeaderAddress(leaderAddress))
                .build());
        leave(true);
        outbox.end();
    }

    private void welcome(Register register, long epoch) {
        DispatchSettings settings = services.settings();
        AgentSession registered = new AgentSession(identity.node(), register.getInstance(), outbox);
        session = registered;
        outbox.send(CoordinatorMessage.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setProtocolVersion(RegistrationRules.PROTOCOL_VERSION)
                        .setSession(UUID.randomUUID().toString())
                        .setEpoch(epoch)
                        .setLease(seconds(settings.lease()))
                        .setHeartbeatInterval(seconds(settings.heartbeatInterval()))
                        .setSoftwareVersion(services.name().softwareVersion())
                        .setCluster(services.name().cluster()))
                .build());
        services.directory().join(registered);
        LOG.info(
                "The node agent on {} has registered (version {}, {} slices in hand).",
                identity.node(),
                register.getSoftwareVersion(),
                register.getHeldCount());
        services.dispatcher()
                .agentCame(
                        registered,
                        register.getHeldList().stream().map(SliceCodec::decode).collect(Collectors.toSet()));
        if (left) {
            leave(false);
        }
    }

    private void applied(LimitsApplied applied) {
        LOG.info(
                "The node agent on {} works within limits {}: {}",
                identity.node(),
                applied.getRevision(),
                LimitsCodec.decode(applied.getEffective()));
    }

    private void found(SlicesFound message) {
        List<FileSlice> parts = found.computeIfAbsent(SliceCodec.decode(message.getSlice()), _ -> new ArrayList<>());
        int first = message.getFirstIndex();
        if (first <= parts.size()) {
            parts.subList(first, parts.size()).clear();
            message.getSlicesList().stream().map(SliceCodec::decode).forEach(parts::add);
        }
    }

    private void finished(AgentSession registered, SliceResult result) {
        SliceRef ref = SliceCodec.decode(result.getSlice());
        List<FileSlice> parts = found.remove(ref);
        services.dispatcher()
                .sliceFinished(
                        registered, ref, OutcomeCodec.decode(result.getOutcome(), parts == null ? List.of() : parts));
    }

    private Timers.Timer expectMessage() {
        return services.timers().after(services.settings().lease(), () -> {
            LOG.warn("The node agent on {} has been silent for its lease; its session ends.", identity.node());
            refuse(Status.DEADLINE_EXCEEDED.withDescription(
                    "no heartbeat came for " + services.settings().lease().toSeconds() + " s"));
        });
    }

    private void refuse(Status reason) {
        outbox.refuse(reason);
        leave(false);
    }

    private void leave(boolean released) {
        left = true;
        silence.cancel();
        AgentSession registered = session;
        if (registered != null) {
            services.directory().leave(registered);
            services.dispatcher().agentLeft(registered, released);
        }
    }

    private static Duration seconds(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }
}
