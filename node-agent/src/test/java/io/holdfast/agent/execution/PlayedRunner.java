package io.holdfast.agent.execution;

import io.holdfast.concurrent.Cancellation;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceRef;
import io.holdfast.task.TaskProgress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** A data path whose slices end when the test says so, or with an interrupt. */
public final class PlayedRunner implements SliceRunner {
    private final Map<SliceRef, CompletableFuture<Consumer<TaskProgress>>> begun = new ConcurrentHashMap<>();
    private final Map<SliceRef, CompletableFuture<SliceOutcome>> outcomes = new ConcurrentHashMap<>();
    private final Map<SliceRef, CompletableFuture<Void>> ended = new ConcurrentHashMap<>();

    @Override
    public SliceOutcome run(SliceAssignment assignment, Consumer<TaskProgress> progress) {
        SliceRef ref = assignment.ref();
        begun(ref).complete(progress);
        try {
            return outcome(ref).get();
        } catch (InterruptedException e) {
            throw Cancellation.of("the played slice", e);
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        } finally {
            ended(ref).complete(null);
        }
    }

    /** Completes with the slice's way to tell progress once it has begun. */
    public CompletableFuture<Consumer<TaskProgress>> begun(SliceRef ref) {
        return begun.computeIfAbsent(ref, _ -> new CompletableFuture<>());
    }

    public CompletableFuture<SliceOutcome> outcome(SliceRef ref) {
        return outcomes.computeIfAbsent(ref, _ -> new CompletableFuture<>());
    }

    public CompletableFuture<Void> ended(SliceRef ref) {
        return ended.computeIfAbsent(ref, _ -> new CompletableFuture<>());
    }
}
