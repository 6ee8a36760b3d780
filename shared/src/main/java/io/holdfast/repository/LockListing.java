package io.holdfast.repository;

import io.holdfast.blob.FileId;
import java.util.List;

/** The locks of a repository, and those of its lock files that cannot be read or are empty, as a broken upload leaves them. */
public record LockListing(List<StoredLock> locks, List<FileId> unreadable) {
    public LockListing {
        locks = List.copyOf(locks);
        unreadable = List.copyOf(unreadable);
    }
}
