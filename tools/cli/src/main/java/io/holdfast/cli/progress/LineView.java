package io.holdfast.cli.progress;

import io.holdfast.cli.output.ByteSize;
import io.holdfast.cli.output.Output;
import io.holdfast.task.TaskProgress;
import java.time.Duration;

/** A line every ten seconds, for logs. */
record LineView(Output output, String verb) implements ProgressView {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    @Override
    public void show(TaskProgress progress, Duration elapsed) {
        if (elapsed.compareTo(PERIOD) >= 0) {
            output.say("%s: %s of %s, %s, %s/s"
                    .formatted(
                            verb,
                            ByteSize.text(progress.bytesDone()),
                            ByteSize.text(progress.bytesTotal()),
                            files(progress),
                            ByteSize.text(progress.bytesDone() * 1000 / Math.max(1, elapsed.toMillis()))));
        }
    }

    /** A check counts directories, and does not know how many there are. */
    private static String files(TaskProgress progress) {
        return progress.filesTotal() == 0
                ? progress.filesDone() + " directories"
                : progress.filesDone() + " of " + progress.filesTotal() + " files";
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
