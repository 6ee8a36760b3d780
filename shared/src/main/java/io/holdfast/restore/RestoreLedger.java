package io.holdfast.restore;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.LinuxError;
import io.holdfast.task.VolumeTaskOutcome;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a restore does and collects what goes wrong, the first troubles whole. Safe for any thread. */
final class RestoreLedger {
    private final String target;
    private final RestoreListener listener;
    private final LongAdder files = new LongAdder();
    private final LongAdder entries = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder ownersNotSet = new LongAdder();
    private final List<FileTrouble> first = new ArrayList<>();
    private long troubleCount;

    /** {@code target} is the target's path, for people. */
    RestoreLedger(String target, RestoreListener listener) {
        this.target = target;
        this.listener = listener;
    }

    void fileRestored(long size) {
        files.increment();
        bytes.add(size);
    }

    void entryRestored() {
        entries.increment();
    }

    void ownerNotSet() {
        ownersNotSet.increment();
    }

    void trouble(String path, FailureKind kind, String message) {
        FileTrouble trouble = new FileTrouble(path, kind, message);
        synchronized (this) {
            troubleCount++;
            if (first.size() < VolumeTaskOutcome.MAX_TROUBLES) {
                first.add(trouble);
            }
        }
        listener.trouble(trouble);
    }

    void trouble(String path, LinuxError error) {
        trouble(path, error.kind(FailureKind.UNWRITABLE), error.sentence());
    }

    /** The same, of an entry that could not be made or filled: where the disk is full, no other can be either. */
    void unwritable(String path, LinuxError error) {
        requireSpace(path, error);
        trouble(path, error);
    }

    /** Ends the restore where the disk is full. */
    void requireSpace(String path, LinuxError error) {
        if (error.kind(FailureKind.UNWRITABLE) == FailureKind.NO_SPACE) {
            throw new BackupException(
                    FailureKind.NO_SPACE,
                    "no space is left for " + path + " in " + target + ": " + error.reason()
                            + "; make the volume larger, or free some space, and restore again",
                    error);
        }
    }

    synchronized RestoreReport report() {
        return new RestoreReport(
                files.sum(),
                entries.sum(),
                bytes.sum(),
                ownersNotSet.sum(),
                first.stream().sorted(Comparator.comparing(FileTrouble::path)).toList(),
                troubleCount);
    }
}
