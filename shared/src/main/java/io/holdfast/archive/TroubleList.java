package io.holdfast.archive;

import io.holdfast.failure.FailureKind;
import io.holdfast.linux.LinuxError;
import io.holdfast.task.LeftOutCounts;
import io.holdfast.task.SourceReport;
import io.holdfast.task.TroubleCounts;
import io.holdfast.task.VolumeTaskOutcome;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is not in the tree: the first troubles whole, all of them counted, and what is left out. Thread-safe. */
final class TroubleList {
    private final ArchiveListener listener;
    private final List<FileTrouble> first = new ArrayList<>();
    private TroubleCounts counts = TroubleCounts.NONE;
    private LeftOutCounts leftOut = LeftOutCounts.NONE;

    TroubleList(ArchiveListener listener) {
        this.listener = listener;
    }

    /** A look at a file that may fail. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws LinuxError;
    }

    /** What is read; empty, with the trouble told, where that fails. */
    <T> Optional<T> readOrTell(Supplier<String> path, Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (LinuxError error) {
            add(path.get(), error);
            return Optional.empty();
        }
    }

    void add(String path, LinuxError error) {
        add(path, error.kind(FailureKind.UNREADABLE), error.sentence());
    }

    void add(String path, FailureKind kind, String message) {
        FileTrouble trouble = new FileTrouble(path, kind, message);
        synchronized (this) {
            counts = counts.plus(TroubleCounts.one(kind));
            if (first.size() < VolumeTaskOutcome.MAX_TROUBLES) {
                first.add(trouble);
            }
        }
        listener.trouble(trouble);
    }

    /** A socket means nothing without the process that listens on it. */
    void leaveOutSocket(String path) {
        leaveOut(path, "it is a socket", new LeftOutCounts(1, 0));
    }

    void leaveOutMount(String path) {
        leaveOut(path, "another file system is mounted there", new LeftOutCounts(0, 1));
    }

    private void leaveOut(String path, String reason, LeftOutCounts one) {
        synchronized (this) {
            leftOut = leftOut.plus(one);
        }
        listener.leftOut(path, reason);
    }

    synchronized SourceReport report() {
        return new SourceReport(first, counts, leftOut);
    }
}
