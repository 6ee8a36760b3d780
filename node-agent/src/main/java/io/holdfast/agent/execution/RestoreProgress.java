package io.holdfast.agent.execution;

import io.holdfast.restore.RestoreListener;
import io.holdfast.task.TaskProgress;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts how far a restore is. Thread-safe. */
final class RestoreProgress implements RestoreListener {
    private final Consumer<TaskProgress> target;
    private final LongAdder bytesFound = new LongAdder();
    private final LongAdder bytesDone = new LongAdder();
    private final LongAdder filesFound = new LongAdder();
    private final LongAdder filesDone = new LongAdder();

    RestoreProgress(Consumer<TaskProgress> target) {
        this.target = target;
    }

    @Override
    public void fileFound(long bytes) {
        filesFound.increment();
        bytesFound.add(bytes);
    }

    @Override
    public void bytesRestored(long bytes) {
        bytesDone.add(bytes);
        tell();
    }

    @Override
    public void fileDone() {
        filesDone.increment();
        tell();
    }

    private void tell() {
        target.accept(new TaskProgress(bytesFound.sum(), bytesDone.sum(), filesFound.sum(), filesDone.sum()));
    }
}
