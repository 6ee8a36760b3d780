package io.holdfast.cli.session;

import io.holdfast.cli.output.ByteSize;
import io.holdfast.concurrent.DataPathLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the work may take of the machine. */
public final class LimitOptions {
    /** Enough to keep all processors busy while some of the files are waited for. */
    public static final int PARALLEL_FILES = 8;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = PositiveCount.class,
            description = "Processors to use at most. Default: all.")
    private @Nullable Integer threads;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            defaultValue = "96M",
            description = "Bytes in flight at most, in buffers. Default: ${DEFAULT-VALUE}.")
    private long memory;

    public DataPathLimits limits(int parallelFiles) {
        int processors = Runtime.getRuntime().availableProcessors();
        return DataPathLimits.of(parallelFiles, threads == null ? processors : threads, memory);
    }
}
