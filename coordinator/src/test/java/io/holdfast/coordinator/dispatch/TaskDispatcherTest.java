package io.holdfast.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.concurrent.ManualTimers;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.EntrySpan;
import io.holdfast.task.FileSlice;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceTree;
import io.holdfast.task.SliceWork;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeTaskOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskDispatcherTest {
    private static final FileSlice.Spans SPANS = new FileSlice.Spans(List.of(new EntrySpan("", "", "a", List.of())));
    private static final FileSlice.ByteRange FIRST_RANGE = new FileSlice.ByteRange("big", 0, 100);
    private static final FileSlice.ByteRange SECOND_RANGE = new FileSlice.ByteRange("big", 100, 100);
    private static final DispatchSettings SETTINGS = DispatchSettings.DEFAULTS;

    private final ManualTimers timers = new ManualTimers();
    private final TaskDispatcher dispatcher =
            new TaskDispatcher(SETTINGS, () -> new Leadership.Leading(7), timers, Runnable::run);

    private PlayedAgent agent(String node, String instance) {
        return new PlayedAgent(dispatcher, node, instance);
    }

    @Test
    void shouldSurveyArchiveAndMerge() {
        PlayedAgent agent = agent("n1", "x").register();
        var running = dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        assertThat(agent.only().work()).isEqualTo(new SliceWork.Survey());
        assertThat(agent.only().ref().epoch()).isEqualTo(7);

        agent.survey(SPANS, FIRST_RANGE, SECOND_RANGE);
        assertThat(agent.assigned.values())
                .extracting(assignment -> (Object) assignment.work())
                .containsExactly(
                        new SliceWork.Archive(SPANS),
                        new SliceWork.Archive(FIRST_RANGE),
                        new SliceWork.Archive(SECOND_RANGE));
        agent.archiveAll();
        assertThat(agent.only().work())
                .isEqualTo(new SliceWork.Merge(List.of(
                        new SliceTree("tree-1", Optional.empty()),
                        new SliceTree("tree-2", Optional.of(FIRST_RANGE)),
                        new SliceTree("tree-3", Optional.of(SECOND_RANGE)))));
        agent.archiveAll();

        assertThat(running.outcome())
                .isCompletedWithValueMatching(outcome -> outcome instanceof VolumeTaskOutcome.BackedUp backedUp
                        && backedUp.tree().equals("root-4")
                        && backedUp.totals().filesProcessed() == 4);
        assertThat(agent.assigned).isEmpty();
    }

    @Test
    void shouldTakeTheTreeOfAWholeVolumeAsItsRoot() {
        PlayedAgent agent = agent("n1", "x").register();
        var running = dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        agent.survey(new FileSlice.WholeVolume());
        agent.archiveAll();
        assertThat(running.outcome())
                .isCompletedWithValueMatching(outcome -> outcome instanceof VolumeTaskOutcome.BackedUp done
                        && done.tree().equals("tree-1"));
    }

    @Test
    void shouldNotRepeatFinishedSlicesWhenTheAgentDiesAndReturns() {
        PlayedAgent agent = agent("n1", "x").register();
        var running = dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        agent.survey(SPANS, FIRST_RANGE, SECOND_RANGE);
        var first = agent.assigned.values().iterator().next();
        agent.archive(first);
        agent.die();

        PlayedAgent returned = agent("n1", "y").register();
        assertThat(returned.assigned.values())
                .extracting(assignment -> (Object) assignment.work())
                .containsExactly(new SliceWork.Archive(FIRST_RANGE), new SliceWork.Archive(SECOND_RANGE));
        assertThat(returned.assigned.keySet()).allMatch(ref -> ref.attempt() == 2);
        returned.archiveAll();
        returned.archiveAll();
        assertThat(running.outcome())
                .isCompletedWithValueMatching(outcome -> outcome instanceof VolumeTaskOutcome.BackedUp);
    }

    @Test
    void shouldLeaveSlicesWithAnAgentThatOnlyLostItsStream() {
        PlayedAgent agent = agent("n1", "x").register();
        dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        var survey = agent.only();
        agent.die();

        PlayedAgent again = agent("n1", "x").register(survey.ref());
        assertThat(again.assigned).isEmpty();
        again.finish(survey.ref(), new SliceOutcome.Surveyed(List.of(SPANS), 1, 1, Optional.empty()));
        assertThat(again.only().work()).isEqualTo(new SliceWork.Archive(SPANS));
    }

    @Test
    void shouldGiveOutAgainWhatNeverReachedTheAgent() {
        PlayedAgent agent = agent("n1", "x").register();
        dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        agent.die();
        assertThat(agent("n1", "x").register().only().ref().attempt()).isEqualTo(2);
    }

    @Test
    void shouldNotLetTwoAgentsRestoreOneVolumeAtOnce() {
        PlayedAgent agent = agent("n1", "x").register();
        dispatcher.start(Tasks.restore("t", "n1"), _ -> {});
        agent.die();
        PlayedAgent other = agent("n1", "y").register();
        timers.pass(SETTINGS.lease().minusMillis(1));
        assertThat(other.assigned).isEmpty();
        timers.pass(Duration.ofMillis(1));
        assertThat(other.only().work()).isEqualTo(new SliceWork.Restore());
    }

    @Test
    void shouldGiveReleasedSlicesToTheNextAgentAtOnce() {
        PlayedAgent agent = agent("n1", "x").register();
        dispatcher.start(Tasks.restore("t", "n1"), _ -> {});
        agent.sayGoodbye();
        assertThat(agent("n1", "y").register().only().work()).isEqualTo(new SliceWork.Restore());
    }

    @Test
    void shouldRefuseResultsOfOutdatedAttempts() {
        PlayedAgent agent = agent("n1", "x").register();
        dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        var outdated = agent.only().ref();
        agent.die();
        PlayedAgent again = agent("n1", "y").register();
        again.finish(outdated, new SliceOutcome.Surveyed(List.of(SPANS), 1, 1, Optional.empty()));
        assertThat(again.settled).containsExactly(outdated);
        assertThat(again.only().work()).isEqualTo(new SliceWork.Survey());
    }

    @Test
    void shouldRefuseResultsFromTheAgentOfAnotherNode() {
        PlayedAgent agent = agent("n1", "x").register();
        PlayedAgent stranger = agent("n2", "z").register();
        dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        stranger.finish(agent.only().ref(), new SliceOutcome.Surveyed(List.of(SPANS), 1, 1, Optional.empty()));
        assertThat(stranger.everAssigned).isEmpty();
        assertThat(agent.only().work()).isEqualTo(new SliceWork.Survey());
    }

    @Test
    void shouldTellAReturningAgentToStopWhatNobodyWants() {
        PlayedAgent agent = agent("n1", "x").register();
        dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        var ref = agent.only().ref();
        var stale = new io.holdfast.task.SliceRef("gone", 3, 1, 6);
        agent.die();
        assertThat(agent("n1", "x").register(ref, stale).cancelled).containsExactly(stale);
    }

    @Test
    void shouldTryTransientFailuresAgainALimitedNumberOfTimes() {
        PlayedAgent agent = agent("n1", "x").register();
        var running = dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        var unavailable = new SliceOutcome.Failed(FailureKind.UNAVAILABLE, "the store did not answer");
        for (int failures = 1; failures < SETTINGS.maxFailures(); failures++) {
            agent.finish(agent.only().ref(), unavailable);
            assertThat(agent.assigned).isEmpty();
            timers.pass(SETTINGS.retryDelay().multipliedBy(1L << failures));
        }
        agent.finish(agent.only().ref(), unavailable);
        assertThat(running.outcome())
                .isCompletedWithValue(
                        new VolumeTaskOutcome.Failed(FailureKind.UNAVAILABLE, "the store did not answer"));
        assertThat(agent.everAssigned).hasSize(SETTINGS.maxFailures());
    }

    @Test
    void shouldNotTryLastingFailuresAgain() {
        PlayedAgent agent = agent("n1", "x").register();
        var running = dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        agent.finish(agent.only().ref(), new SliceOutcome.Failed(FailureKind.WRONG_PASSWORD, "wrong"));
        assertThat(running.outcome())
                .isCompletedWithValue(new VolumeTaskOutcome.Failed(FailureKind.WRONG_PASSWORD, "wrong"));
    }

    @Test
    void shouldStopTheOtherSlicesOfATaskThatHasFailedBeforeItEnds() {
        PlayedAgent agent = agent("n1", "x").register();
        var running = dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        agent.survey(SPANS, FIRST_RANGE);
        var slices = List.copyOf(agent.assigned.keySet());
        agent.finish(slices.get(0), new SliceOutcome.Failed(FailureKind.CORRUPT, "torn"));
        assertThat(agent.cancelled).containsExactly(slices.get(1));
        assertThat(running.outcome()).isNotDone();
        agent.finish(slices.get(1), new SliceOutcome.Failed(FailureKind.CANCELLED, "stopped"));
        assertThat(running.outcome()).isCompletedWithValue(new VolumeTaskOutcome.Failed(FailureKind.CORRUPT, "torn"));
    }

    @Test
    void shouldEndACancelledTaskWhenItsAgentDoesNotStop() {
        PlayedAgent agent = agent("n1", "x").register();
        var running = dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        running.cancel("enough");
        assertThat(running.outcome()).isNotDone();
        timers.pass(SETTINGS.stopGrace());
        assertThat(running.outcome())
                .isCompletedWithValue(new VolumeTaskOutcome.Failed(FailureKind.CANCELLED, "enough"));
        assertThat(agent.cancelled).hasSize(1);
    }

    @Test
    void shouldFailTasksOfANodeThatStaysWithoutAgent() {
        var running = dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        timers.pass(SETTINGS.nodeLossTimeout().minusMillis(1));
        assertThat(running.outcome()).isNotDone();
        timers.pass(Duration.ofMillis(1));
        assertThat(running.outcome())
                .isCompletedWithValueMatching(outcome -> outcome instanceof VolumeTaskOutcome.Failed failed
                        && failed.kind() == FailureKind.UNAVAILABLE
                        && failed.message().contains("n1"));
    }

    @Test
    void shouldCountTheLossOfANodeFromItsLastAgent() {
        var running = dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        timers.pass(Duration.ofMinutes(4));
        PlayedAgent agent = agent("n1", "x").register();
        agent.die();
        timers.pass(Duration.ofMinutes(4));
        assertThat(running.outcome()).isNotDone();
        timers.pass(Duration.ofMinutes(1));
        assertThat(running.outcome()).isDone();
    }

    @Test
    void shouldEndATaskThatKeepsKillingItsAgent() {
        var running = dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        for (int death = 0; death < SETTINGS.maxLosses(); death++) {
            agent("n1", "x" + death).register().die();
        }
        agent("n1", "last").register();
        assertThat(running.outcome())
                .isCompletedWithValueMatching(outcome -> outcome instanceof VolumeTaskOutcome.Failed failed
                        && failed.message().contains("has died"));
    }

    @Test
    void shouldAdmitAsManyTasksAsTheNodeMayDoAndTheNextInTurn() {
        PlayedAgent agent = agent("n1", "x").register();
        dispatcher.setConcurrency("n1", 2);
        for (int i = 0; i < 4; i++) {
            dispatcher.start(Tasks.restore("t" + i, "n1"), _ -> {});
        }
        assertThat(agent.assigned.keySet()).extracting(ref -> ref.task()).containsExactly("t0", "t1");
        agent.finish(agent.assigned.keySet().iterator().next(), new SliceOutcome.Restored(1, 1, List.of(), 0));
        assertThat(agent.assigned.keySet()).extracting(ref -> ref.task()).containsExactly("t1", "t2");
        dispatcher.setConcurrency("n1", 3);
        assertThat(agent.assigned.keySet()).extracting(ref -> ref.task()).containsExactly("t1", "t2", "t3");
    }

    @Test
    void shouldGiveOnlySoManySlicesOfATaskAtOnce() {
        PlayedAgent agent = agent("n1", "x").register();
        dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        agent.survey(SPANS, SPANS, SPANS, SPANS, SPANS, SPANS);
        assertThat(agent.assigned).hasSize(SETTINGS.slicesAtOnce());
    }

    @Test
    void shouldLetTheNewestAgentOfANodeTakeOver() {
        PlayedAgent first = agent("n1", "x").register();
        dispatcher.start(Tasks.backup("t", "n1"), _ -> {});
        PlayedAgent second = agent("n1", "y").register();
        assertThat(first.displaced).isPresent();
        assertThat(second.only().work()).isEqualTo(new SliceWork.Survey());
        first.die();
        assertThat(dispatcher.hasAgent("n1")).isTrue();
    }

    @Test
    void shouldTellProgressOfFinishedAndRunningSlicesTogether() {
        List<TaskProgress> told = new ArrayList<>();
        PlayedAgent agent = agent("n1", "x").register();
        dispatcher.start(Tasks.backup("t", "n1"), told::add);
        agent.survey(SPANS, FIRST_RANGE);
        var slices = List.copyOf(agent.assigned.values());
        agent.archive(slices.get(0));
        dispatcher.sliceProgressed(agent, slices.get(1).ref(), new TaskProgress(500, 50, 1, 0));
        assertThat(told).last().isEqualTo(new TaskProgress(1000, 150, 10, 1));
    }

    @Test
    void shouldGiveOutNothingWhileStandingBy() {
        var standby =
                new TaskDispatcher(SETTINGS, () -> new Leadership.Following(Optional.empty()), timers, Runnable::run);
        PlayedAgent agent = new PlayedAgent(standby, "n1", "x").register();
        standby.start(Tasks.backup("t", "n1"), _ -> {});
        assertThat(agent.everAssigned).isEmpty();
    }
}
