package io.holdfast.coordinator.volumerepository;

import io.holdfast.task.RepositoryAccess;
import java.util.Optional;

/** One namespace's repository, as a run uses it. Safe for many threads. */
public interface VolumeRepository {
    /** What an agent needs to work on it. */
    RepositoryAccess access();

    /** Its place as restic names it, without secrets. */
    String identifier();

    /** The id of the last snapshot of the same volume. */
    Optional<String> parentOf(VolumeIdentity volume);

    /** Writes the snapshot and yields its id, 64 hex digits. */
    String save(TakenVolume volume);
}
