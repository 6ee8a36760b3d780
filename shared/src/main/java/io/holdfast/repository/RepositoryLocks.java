package io.holdfast.repository;

import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.SealedFiles;
import io.holdfast.upload.StoredFile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The locks of everybody, for whoever has to put away those that are left behind. */
public final class RepositoryLocks {
    private final SealedFiles files;
    private final InstantSource clock;

    RepositoryLocks(SealedFiles files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /** The time that locks are to be judged by: the store's, where it tells. */
    public Instant now() {
        return clock.instant();
    }

    /** One that goes meanwhile is none. */
    public LockListing list() {
        List<StoredLock> locks = new ArrayList<>();
        List<FileId> unreadable = new ArrayList<>();
        for (StoredFile file : files.list(FileKind.LOCK)) {
            try {
                locks.add(StoredLock.of(file.id(), LockFile.decode(files.load(FileKind.LOCK, file.id()))));
            } catch (BackupException e) {
                if (e.kind() == FailureKind.CORRUPT || e.kind() == FailureKind.UNSUPPORTED) {
                    unreadable.add(file.id());
                } else if (e.kind() != FailureKind.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return new LockListing(locks, unreadable);
    }

    /** Its holder, if there is one, has to stop: it finds out when it renews the lock. */
    public void remove(FileId id) {
        files.delete(FileKind.LOCK, id);
    }
}
