package io.holdfast.archive;

import io.holdfast.failure.FailureKind;
import io.holdfast.linux.LinuxError;
import io.holdfast.task.VolumeTaskOutcome;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what could not be read: the first ones whole, all of them counted. Thread-safe. */
final class TroubleList {
    private final ArchiveListener listener;
    private final List<FileTrouble> first = new ArrayList<>();
    private long count;

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
            count++;
            if (first.size() < VolumeTaskOutcome.MAX_TROUBLES) {
                first.add(trouble);
            }
        }
        listener.trouble(trouble);
    }

    synchronized List<FileTrouble> first() {
        return List.copyOf(first);
    }

    synchronized long count() {
        return count;
    }
}
