package io.holdfast.cli.progress;

import io.holdfast.cli.output.CountText;
import io.holdfast.task.TaskProgress;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar of bytes that goes when the work is done. */
final class BarView implements ProgressView {
    private static final Duration PERIOD = Duration.ofMillis(200);

    private final ProgressBar bar;

    BarView(String verb) {
        this.bar = new ProgressBarBuilder()
                .setTaskName(verb)
                .setUnit(" MiB", 1L << 20)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis((int) PERIOD.toMillis())
                .setInitialMax(-1)
                .clearDisplayOnFinish()
                .showSpeed()
                .build();
    }

    @Override
    public void show(TaskProgress progress, Duration elapsed) {
        if (progress.bytesTotal() > 0) {
            bar.maxHint(progress.bytesTotal());
        }
        bar.stepTo(progress.bytesDone());
        bar.setExtraMessage(" " + CountText.of(progress.filesDone(), "file"));
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void close() {
        bar.close();
    }
}
