package io.holdfast.coordinator.dispatch;

import static io.holdfast.coordinator.dispatch.DialledAgent.registration;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.holdfast.agent.v1.AgentMessage;
import io.holdfast.agent.v1.CoordinatorMessage;
import io.holdfast.agent.v1.SlicesFound;
import io.holdfast.concurrent.ManualTimers;
import io.holdfast.coordinator.identity.AgentTokens;
import io.holdfast.coordinator.identity.TestIdentity;
import io.holdfast.coordinator.identity.TokenVerdict;
import io.holdfast.task.EntrySpan;
import io.holdfast.task.FileSlice;
import io.holdfast.task.NodeLimits;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceRef;
import io.holdfast.task.SliceWork;
import io.holdfast.task.VolumeTaskOutcome;
import io.holdfast.wire.LimitsCodec;
import io.holdfast.wire.SliceCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The endpoint over real TLS on loopback; tokens are the names of nodes. */
class AgentEndpointTest {
    private static final TestIdentity IDENTITY = TestIdentity.create();
    private static final AgentTokens TOKENS = token -> switch (token) {
        case "stranger" -> new TokenVerdict.Unknown("nobody knows this token");
        case "other-account" -> new TokenVerdict.Refused("this is no agent's token");
        default -> new TokenVerdict.Agent(token, "agent-pod");
    };

    private final ManualTimers timers = new ManualTimers();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final PlayedLimits limits = new PlayedLimits();
    private volatile Leadership leadership = new Leadership.Leading(7);
    private final TaskDispatcher dispatcher =
            new TaskDispatcher(DispatchSettings.DEFAULTS, () -> leadership, timers, executor);
    private final AgentEndpoint endpoint = AgentEndpoint.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            TlsServerCredentials.newBuilder()
                    .keyManager(IDENTITY.identity().keyManager())
                    .build(),
            TOKENS,
            dispatcher,
            limits,
            () -> leadership,
            DispatchSettings.DEFAULTS,
            timers,
            executor,
            new CoordinatorName("c0ffee00", "test"));

    @AfterEach
    void close() {
        endpoint.close();
        executor.shutdownNow();
        executor.close();
    }

    private DialledAgent dial(String token) throws IOException {
        return new DialledAgent(endpoint.port(), IDENTITY.authority(), token);
    }

    private DialledAgent registered(String node) throws Exception {
        DialledAgent agent = dial(node).register(registration(node));
        agent.next(CoordinatorMessage::hasWelcome);
        Awaitility.await().until(() -> dispatcher.hasAgent(node));
        return agent;
    }

    @Test
    void shouldWelcomeAnAgentAndRunATaskOnIt() throws Exception {
        try (DialledAgent agent = dial("n1").register(registration("n1"))) {
            var welcome = agent.next(CoordinatorMessage::hasWelcome).getWelcome();
            assertThat(welcome.getEpoch()).isEqualTo(7);
            assertThat(welcome.getCluster()).isEqualTo("c0ffee00");
            assertThat(welcome.getLease().getSeconds()).isEqualTo(20);

            var running = dispatcher.start(Tasks.restore("t", "n1"), _ -> {});
            var assignment = agent.assignment();
            assertThat(assignment.task()).isEqualTo(Tasks.restore("t", "n1"));
            agent.finish(assignment, new SliceOutcome.Restored(3, 30, List.of(), 0));
            assertThat(SliceCodec.decode(agent.next(CoordinatorMessage::hasSliceSettled)
                            .getSliceSettled()
                            .getSlice()))
                    .isEqualTo(assignment.ref());
            assertThat(running.outcome().get()).isEqualTo(new VolumeTaskOutcome.Restored(3, 30, List.of(), 0));
        }
    }

    @Test
    void shouldPutASurveyTogetherThatComesInParts() throws Exception {
        try (DialledAgent agent = registered("n1")) {
            dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
            var survey = agent.assignment();
            List<FileSlice> parts = List.of(
                    new FileSlice.Spans(List.of(new EntrySpan("", "", "a", List.of()))),
                    new FileSlice.Spans(List.of(new EntrySpan("", "a", "", List.of()))),
                    new FileSlice.ByteRange("c", 0, 9));
            for (int i : List.of(0, 1, 1, 2)) {
                agent.say(AgentMessage.newBuilder()
                        .setSlicesFound(SlicesFound.newBuilder()
                                .setSlice(SliceCodec.encode(survey.ref()))
                                .setFirstIndex(i)
                                .addSlices(SliceCodec.encode(parts.get(i))))
                        .build());
            }
            agent.finish(survey, new SliceOutcome.Surveyed(parts, 10, 3, Optional.empty()));
            for (FileSlice part : parts) {
                assertThat(agent.assignment().work()).isEqualTo(new SliceWork.Archive(part));
            }
        }
    }

    @Test
    void shouldMakeASurveyAgainOfWhichPartsAreMissing() throws Exception {
        try (DialledAgent agent = registered("n1")) {
            dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
            var survey = agent.assignment();
            agent.finish(
                    survey, new SliceOutcome.Surveyed(List.of(new FileSlice.WholeVolume()), 1, 1, Optional.empty()));
            agent.next(CoordinatorMessage::hasSliceSettled);
            timers.pass(DispatchSettings.DEFAULTS.retryDelay());
            assertThat(agent.assignment().ref())
                    .isEqualTo(new SliceRef("t", survey.ref().slice(), 2, 7));
        }
    }

    @Test
    void shouldRefuseAnAgentWithoutToken() throws Exception {
        try (DialledAgent agent = dial("")) {
            assertThat(agent.end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(agent.end().getDescription()).contains("--token-file");
        }
    }

    @Test
    void shouldRefuseTokensThatAreNoAgents() throws Exception {
        try (DialledAgent stranger = dial("stranger");
                DialledAgent account = dial("other-account")) {
            assertThat(stranger.end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(account.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        }
    }

    /** Proves that the token alone says which node it is, so that no agent gets another node's tasks. */
    @Test
    void shouldRefuseTheTokenOfAnotherNode() throws Exception {
        try (DialledAgent agent = dial("n2").register(registration("n1"))) {
            assertThat(agent.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThat(agent.end().getDescription()).contains("n1", "n2", "--node-name");
            assertThat(dispatcher.hasAgent("n1")).isFalse();
        }
    }

    @Test
    void shouldRefuseAnAgentThatSpeaksNoCommonVersion() throws Exception {
        try (DialledAgent agent =
                dial("n1").register(registration("n1").setMinProtocolVersion(2).setMaxProtocolVersion(3))) {
            assertThat(agent.end().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            assertThat(agent.end().getDescription()).contains("2 to 3", "same version");
        }
    }

    @Test
    void shouldRefuseAnAgentThatDoesNotRegisterFirst() throws Exception {
        try (DialledAgent agent = dial("n1")) {
            agent.beat(1);
            assertThat(agent.end().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        }
    }

    @Test
    void shouldNameTheLeaderWhileItStandsBy() throws Exception {
        leadership = new Leadership.Following(Optional.of("10.0.0.2:7443"));
        try (DialledAgent agent = dial("n1").register(registration("n1"))) {
            assertThat(agent.next(CoordinatorMessage::hasNotLeader)
                            .getNotLeader()
                            .getLeaderAddress())
                    .isEqualTo("10.0.0.2:7443");
            assertThat(agent.end()).isEqualTo(Status.OK);
        }
    }

    /** Proves that a leader whose time has passed gives no work to an agent that knows a later one. */
    @Test
    void shouldNotTakeInAnAgentThatHasSeenALaterEpoch() throws Exception {
        try (DialledAgent agent = dial("n1").register(registration("n1").setHighestEpoch(8))) {
            agent.next(CoordinatorMessage::hasNotLeader);
            assertThat(dispatcher.hasAgent("n1")).isFalse();
        }
    }

    @Test
    void shouldAnswerHeartbeatsAndLetAnAgentGoThatIsSilentForItsLease() throws Exception {
        try (DialledAgent agent = registered("n1")) {
            timers.pass(Duration.ofSeconds(15));
            agent.beat(3);
            assertThat(agent.next(CoordinatorMessage::hasHeartbeat)
                            .getHeartbeat()
                            .getSequence())
                    .isEqualTo(3);
            timers.pass(Duration.ofSeconds(15));
            assertThat(dispatcher.hasAgent("n1")).isTrue();
            timers.pass(Duration.ofSeconds(5));
            assertThat(agent.end().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            assertThat(dispatcher.hasAgent("n1")).isFalse();
        }
    }

    @Test
    void shouldPushLimitsAtTheStartAndAfterEachChange() throws Exception {
        try (DialledAgent agent = registered("n1")) {
            var first = agent.next(CoordinatorMessage::hasLimits).getLimits();
            assertThat(LimitsCodec.decode(first.getConfigured())).isEqualTo(NodeLimits.UNSET);
            NodeLimits changed =
                    new NodeLimits(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(3), OptionalLong.of(4));
            limits.set(changed);
            var second = agent.next(CoordinatorMessage::hasLimits).getLimits();
            assertThat(LimitsCodec.decode(second.getConfigured())).isEqualTo(changed);
            assertThat(second.getRevision()).isGreaterThan(first.getRevision());

            dispatcher.start(Tasks.restore("t1", "n1"), _ -> {});
            dispatcher.start(Tasks.restore("t2", "n1"), _ -> {});
            assertThat(agent.assignment().ref().task()).isEqualTo("t1");
            limits.set(NodeLimits.UNSET);
            assertThat(agent.assignment().ref().task()).isEqualTo("t2");
        }
    }

    @Test
    void shouldGiveSlicesOfABrokenStreamToTheAgentThatComesBack() throws Exception {
        dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        try (DialledAgent agent = registered("n1")) {
            agent.assignment();
        }
        Awaitility.await().until(() -> !dispatcher.hasAgent("n1"));
        try (DialledAgent again = registered("n1")) {
            assertThat(again.assignment().ref().attempt()).isEqualTo(2);
        }
    }

    @Test
    void shouldEndTheStreamOfAnAgentThatSaysGoodbye() throws Exception {
        try (DialledAgent agent = registered("n1")) {
            agent.sayGoodbye();
            assertThat(agent.end()).isEqualTo(Status.OK);
            assertThat(dispatcher.hasAgent("n1")).isFalse();
        }
    }

    @Test
    void shouldTellAnAgentThatAnotherHasTakenItsPlace() throws Exception {
        try (DialledAgent first = registered("n1");
                DialledAgent second = dial("n1").register(registration("n1").setInstance("instance-2"))) {
            second.next(CoordinatorMessage::hasWelcome);
            assertThat(first.end().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
            assertThat(dispatcher.hasAgent("n1")).isTrue();
        }
    }
}
