package io.holdfast.agent.execution;

import io.holdfast.archive.ArchiveListener;
import io.holdfast.task.TaskProgress;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how far an archiving is, and ends it where the repository's lock has been lost meanwhile: the exception leaves
 * through the thread that works. Thread-safe.
 */
final class ArchiveProgress implements ArchiveListener {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveProgress.class);

    private final Consumer<TaskProgress> target;
    private final RepositoryUse repository;
    private final LongAdder bytesFound = new LongAdder();
    private final LongAdder bytesDone = new LongAdder();
    private final LongAdder filesFound = new LongAdder();
    private final LongAdder filesDone = new LongAdder();

    ArchiveProgress(Consumer<TaskProgress> target, RepositoryUse repository) {
        this.target = target;
        this.repository = repository;
    }

    @Override
    public void found(long bytes) {
        bytesFound.add(bytes);
        filesFound.increment();
    }

    @Override
    public void advanced(long bytes) {
        bytesDone.add(bytes);
        repository.ensureLocked();
        tell();
    }

    @Override
    public void fileDone() {
        filesDone.increment();
        tell();
    }

    @Override
    public void leftOut(String path, String reason) {
        LOG.info("{} is left out: {}", path, reason);
    }

    private void tell() {
        target.accept(new TaskProgress(bytesFound.sum(), bytesDone.sum(), filesFound.sum(), filesDone.sum()));
    }
}
