package io.holdfast.cli;

import io.holdfast.task.TaskProgress;
import java.time.Duration;

/** A line every ten seconds, for logs. */
record LineView(Output output, String verb) implements ProgressView {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    @Override
    public void show(TaskProgress progress, Duration elapsed) {
        if (elapsed.compareTo(PERIOD) >= 0) {
            output.say("%s: %s of %s, %d of %d files, %s/s"
                    .formatted(
                            verb,
                            ByteSize.text(progress.bytesDone()),
                            ByteSize.text(progress.bytesTotal()),
                            progress.filesDone(),
                            progress.filesTotal(),
                            ByteSize.text(progress.bytesDone() * 1000 / Math.max(1, elapsed.toMillis()))));
        }
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void close() {
        // Lines need no end.
    }
}
