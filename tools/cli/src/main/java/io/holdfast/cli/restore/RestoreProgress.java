package io.holdfast.cli.restore;

import io.holdfast.cli.output.Output;
import io.holdfast.cli.progress.LiveProgress;
import io.holdfast.restore.RestoreListener;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;

/** Hears the restorer: how far it is goes to the progress, what it cannot restore to the output at once. */
record RestoreProgress(LiveProgress progress, Output output, boolean terminal) implements RestoreListener {
    @Override
    public void fileFound(long bytes) {
        progress.fileFound(bytes);
    }

    @Override
    public void trouble(FileTrouble trouble) {
        output.trouble(trouble.path(), trouble.message(), "restore", terminal);
    }

    @Override
    public void bytesRestored(long bytes) {
        progress.advanced(bytes);
    }

    @Override
    public void fileDone() {
        progress.fileDone();
    }
}
