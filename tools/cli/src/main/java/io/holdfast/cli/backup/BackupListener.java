package io.holdfast.cli.backup;

import io.holdfast.archive.ArchiveListener;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.progress.LiveProgress;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;

/** Counts a backup's progress, and tells at once what could not be read or is left out. Ends it once its lock is lost. */
record BackupListener(RepositoryLock lock, LiveProgress progress, Output output, boolean terminal)
        implements ArchiveListener {
    @Override
    public void found(long bytes) {
        progress.fileFound(bytes);
    }

    @Override
    public void advanced(long bytes) {
        lock.ensureHeld();
        progress.advanced(bytes);
    }

    @Override
    public void fileDone() {
        progress.fileDone();
    }

    @Override
    public void trouble(FileTrouble trouble) {
        output.trouble(trouble.path(), trouble.message(), "archival", terminal);
    }

    @Override
    public void leftOut(String path, String reason) {
        output.leftOut(path, reason, terminal);
    }
}
