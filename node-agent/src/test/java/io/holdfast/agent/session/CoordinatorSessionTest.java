package io.holdfast.agent.session;

import static io.holdfast.agent.Assignments.NODE;
import static io.holdfast.agent.Assignments.ref;
import static io.holdfast.agent.Assignments.survey;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.holdfast.agent.execution.ClusterIdentity;
import io.holdfast.agent.execution.PlayedRunner;
import io.holdfast.agent.execution.RunningSlices;
import io.holdfast.agent.v1.AgentMessage;
import io.holdfast.agent.v1.Limits;
import io.holdfast.concurrent.ManualTimers;
import io.holdfast.concurrent.Workers;
import io.holdfast.task.EntrySpan;
import io.holdfast.task.FileSlice;
import io.holdfast.task.NodeLimits;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceRef;
import io.holdfast.task.TaskProgress;
import io.holdfast.wire.LimitsCodec;
import io.holdfast.wire.SliceCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoordinatorSessionTest {
    private static final NodeLimits EFFECTIVE =
            new NodeLimits(OptionalInt.of(4), OptionalInt.of(3), OptionalInt.of(2), OptionalLong.of(1));

    private final ManualTimers timers = new ManualTimers();
    private final PlayedRunner runner = new PlayedRunner();
    private final RunningSlices slices = new RunningSlices(runner, Workers.virtualThreads("slice"), timers);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final String first = "first-" + System.nanoTime();
    private final String second = "second-" + System.nanoTime();
    private final CoordinatorSession session = new CoordinatorSession(
            PlayedCoordinator::channel,
            List.of(first, second),
            new SessionParts(
                    new AgentIdentity(NODE, "instance-1", "test"),
                    new ClusterIdentity(),
                    slices,
                    (_, _) -> EFFECTIVE,
                    timers,
                    executor),
            new Random(1));
    private PlayedCoordinator coordinator = new PlayedCoordinator(first);

    CoordinatorSessionTest() throws IOException {}

    @BeforeEach
    void dial() {
        executor.execute(() -> {
            try {
                session.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        assertThat(slices.close(Duration.ofSeconds(20))).isTrue();
        session.close();
        coordinator.close();
        executor.shutdownNow();
        executor.close();
    }

    @Test
    void shouldRegisterWithNodeInstanceAndVersions() throws InterruptedException {
        var register = coordinator.welcome(5).getRegister();
        assertThat(register.getNode()).isEqualTo(NODE);
        assertThat(register.getInstance()).isEqualTo("instance-1");
        assertThat(register.getMinProtocolVersion()).isEqualTo(1);
        assertThat(register.getMaxProtocolVersion()).isEqualTo(1);
        Awaitility.await().until(session::isRegistered);
    }

    @Test
    void shouldReportASliceFromItsStartToItsResult() throws Exception {
        coordinator.welcome(5);
        SliceRef ref = ref("t", 1, 5);
        coordinator.assign(survey(ref));
        coordinator.next(AgentMessage::hasSliceStarted);
        runner.begun(ref).get().accept(new TaskProgress(10, 5, 2, 1));
        assertThat(coordinator
                        .next(AgentMessage::hasSliceProgress)
                        .getSliceProgress()
                        .getBytesDone())
                .isEqualTo(5);
        runner.outcome(ref).complete(new SliceOutcome.Restored(2, 10, List.of(), 0));
        var result = coordinator.next(AgentMessage::hasSliceResult).getSliceResult();
        assertThat(SliceCodec.decode(result.getSlice())).isEqualTo(ref);
        assertThat(result.getOutcome().getRestored().getBytes()).isEqualTo(10);
    }

    @Test
    void shouldTellASurveysPartsInMessagesOfBoundedSize() throws Exception {
        coordinator.welcome(5);
        SliceRef ref = ref("t", 1, 5);
        coordinator.assign(survey(ref));
        List<FileSlice> parts = IntStream.range(0, 5)
                .<FileSlice>mapToObj(i ->
                        new FileSlice.Spans(List.of(new EntrySpan(i + "x".repeat(600_000), "", "", List.of()))))
                .toList();
        runner.outcome(ref).complete(new SliceOutcome.Surveyed(parts, 1, 1, Optional.empty()));
        for (int firstIndex : List.of(0, 2, 4)) {
            assertThat(coordinator
                            .next(AgentMessage::hasSlicesFound)
                            .getSlicesFound()
                            .getFirstIndex())
                    .isEqualTo(firstIndex);
        }
        assertThat(coordinator
                        .next(AgentMessage::hasSliceResult)
                        .getSliceResult()
                        .getOutcome()
                        .getSurveyed()
                        .getSliceCount())
                .isEqualTo(5);
    }

    @Test
    void shouldKeepSlicesOverALostStreamAndTellTheirResultToTheNextSession() throws Exception {
        coordinator.welcome(5);
        SliceRef ref = ref("t", 1, 5);
        coordinator.assign(survey(ref));
        runner.begun(ref).get();
        coordinator.hangUp();
        runner.outcome(ref).complete(new SliceOutcome.Restored(2, 10, List.of(), 0));

        var register = coordinator.welcome(5).getRegister();
        assertThat(register.getHeldList()).containsExactly(SliceCodec.encode(ref));
        coordinator.next(AgentMessage::hasSliceResult);
        coordinator.settle(ref);
        Awaitility.await().until(() -> slices.held().isEmpty());
    }

    @Test
    void shouldStopSlicesWhenNoCoordinatorAnswersForTheLease() throws Exception {
        coordinator.welcome(5);
        SliceRef ref = ref("t", 1, 5);
        coordinator.assign(survey(ref));
        runner.begun(ref).get();
        coordinator.hangUp();
        coordinator.registration();
        timers.pass(Duration.ofSeconds(19));
        assertThat(runner.ended(ref)).isNotDone();
        timers.pass(Duration.ofSeconds(1));
        runner.ended(ref).get();
    }

    @Test
    void shouldDropACoordinatorThatNoLongerAnswersHeartbeats() throws Exception {
        coordinator.welcome(5);
        Awaitility.await().until(session::isRegistered);
        coordinator.fallSilent();
        timers.pass(Duration.ofSeconds(25));
        coordinator.registration();
        assertThat(session.isRegistered()).isFalse();
    }

    @Test
    void shouldKeepItsLeaseWhileHeartbeatsAreAnswered() throws Exception {
        coordinator.welcome(5);
        Awaitility.await().until(session::isRegistered);
        SliceRef ref = ref("t", 1, 5);
        coordinator.assign(survey(ref));
        runner.begun(ref).get();
        coordinator.limit(Limits.newBuilder().setRevision(1).build());
        coordinator.next(AgentMessage::hasLimitsApplied);
        for (int beat = 2; beat < 20; beat++) {
            timers.pass(Duration.ofSeconds(4));
            coordinator.limit(Limits.newBuilder().setRevision(beat).build());
            coordinator.next(AgentMessage::hasLimitsApplied);
        }
        assertThat(runner.ended(ref)).isNotDone();
        assertThat(session.isRegistered()).isTrue();
    }

    @Test
    void shouldFollowAStandbysHintToTheLeader() throws Exception {
        try (PlayedCoordinator leader = new PlayedCoordinator("leader-" + first)) {
            coordinator.sendAwayTo("leader-" + first);
            leader.welcome(6);
            Awaitility.await().until(session::isRegistered);
        }
    }

    @Test
    void shouldTryTheNextAddressAfterARefusal() throws Exception {
        try (PlayedCoordinator other = new PlayedCoordinator(second)) {
            coordinator.refuse(Status.PERMISSION_DENIED.withDescription("another node's token"));
            other.welcome(6);
            Awaitility.await().until(session::isRegistered);
        }
    }

    @Test
    void shouldLeaveALeaderOfThePast() throws Exception {
        coordinator.welcome(5);
        Awaitility.await().until(session::isRegistered);
        coordinator.hangUp();
        assertThat(coordinator.welcome(4).getRegister().getHighestEpoch()).isEqualTo(5);
        coordinator.registration();
        assertThat(session.isRegistered()).isFalse();
    }

    @Test
    void shouldNotTakeASliceOfAnotherEpoch() throws Exception {
        coordinator.welcome(5);
        coordinator.assign(survey(ref("t", 1, 4)));
        var failed = coordinator
                .next(AgentMessage::hasSliceResult)
                .getSliceResult()
                .getOutcome()
                .getFailed();
        assertThat(failed.getKind()).isEqualTo("LEASE_LOST");
        assertThat(slices.held()).isEmpty();
    }

    @Test
    void shouldNotTakeASliceOfAnotherNode() throws Exception {
        coordinator.welcome(5);
        coordinator.assign(survey(ref("t", 1, 5), "n2"));
        assertThat(coordinator
                        .next(AgentMessage::hasSliceResult)
                        .getSliceResult()
                        .getOutcome()
                        .getFailed()
                        .getMessage())
                .contains("n2");
    }

    @Test
    void shouldStopACancelledSliceAndSayWhy() throws Exception {
        coordinator.welcome(5);
        SliceRef ref = ref("t", 1, 5);
        coordinator.assign(survey(ref));
        runner.begun(ref).get();
        coordinator.cancel(ref);
        var failed = coordinator
                .next(AgentMessage::hasSliceResult)
                .getSliceResult()
                .getOutcome()
                .getFailed();
        assertThat(failed.getKind()).isEqualTo("CANCELLED");
        assertThat(failed.getMessage()).contains("the test says so");
    }

    @Test
    void shouldAnswerTheCancellationOfAnUnknownSlice() throws Exception {
        coordinator.welcome(5);
        Awaitility.await().until(session::isRegistered);
        coordinator.limit(Limits.newBuilder().setRevision(1).build());
        coordinator.next(AgentMessage::hasLimitsApplied);
        coordinator.cancel(ref("unknown", 1, 3));
        assertThat(coordinator
                        .next(AgentMessage::hasSliceResult)
                        .getSliceResult()
                        .getSlice()
                        .getTask())
                .isEqualTo("unknown");
    }

    @Test
    void shouldTellTheLimitsThatItObeys() throws Exception {
        coordinator.welcome(5);
        coordinator.limit(Limits.newBuilder().setRevision(9).build());
        var applied = coordinator.next(AgentMessage::hasLimitsApplied).getLimitsApplied();
        assertThat(applied.getRevision()).isEqualTo(9);
        assertThat(LimitsCodec.decode(applied.getEffective())).isEqualTo(EFFECTIVE);
    }

    @Test
    void shouldStopItsSlicesBeforeItSaysGoodbye() throws Exception {
        coordinator.welcome(5);
        SliceRef ref = ref("t", 1, 5);
        coordinator.assign(survey(ref));
        runner.begun(ref).get();
        assertThat(slices.close(Duration.ofSeconds(20))).isTrue();
        assertThat(runner.ended(ref)).isDone();
        session.close();
        var last = coordinator.next(
                message -> message.hasSliceResult() || message.equals(AgentMessage.getDefaultInstance()));
        assertThat(last.hasSliceResult()).isFalse();
    }
}
