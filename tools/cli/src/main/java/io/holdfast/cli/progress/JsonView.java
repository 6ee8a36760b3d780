package io.holdfast.cli.progress;

import io.holdfast.cli.output.Output;
import io.holdfast.task.TaskProgress;
import java.time.Duration;

/** A {@code status} object a second. */
record JsonView(Output output) implements ProgressView {
    private record Status(
            String messageType,
            long secondsElapsed,
            double percentDone,
            long totalFiles,
            long filesDone,
            long totalBytes,
            long bytesDone) {}

    @Override
    public void show(TaskProgress progress, Duration elapsed) {
        double share = progress.bytesTotal() == 0 ? 0 : (double) progress.bytesDone() / progress.bytesTotal();
        output.status(new Status(
                "status",
                elapsed.toSeconds(),
                share,
                progress.filesTotal(),
                progress.filesDone(),
                progress.bytesTotal(),
                progress.bytesDone()));
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void close() {
        // Lines need no end.
    }
}
