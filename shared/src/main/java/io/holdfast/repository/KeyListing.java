package io.holdfast.repository;

import io.holdfast.failure.BackupException;
import java.util.List;

/**
 * The keys of a repository.
 *
 * @param keys those whose files can be read
 * @param damaged one failure for each of the others, which names its file and the remedy
 */
public record KeyListing(List<StoredKey> keys, List<BackupException> damaged) {
    public KeyListing {
        keys = List.copyOf(keys);
        damaged = List.copyOf(damaged);
    }
}
