package io.holdfast.task;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Back up or restore one volume. The id is unique for ever; a task given out twice under one id is the same task. */
public sealed interface VolumeTask {
    String id();

    VolumeRef volume();

    RepositoryAccess repository();

    /**
     * Reads the volume into the repository and yields its root tree; the coordinator writes the snapshot.
     *
     * @param parentSnapshot the id of the snapshot to compare with, chosen by the volume's identity
     * @param parallelFiles the Backup's own {@code uploaderConfig.parallelFilesUpload}, before any other setting
     */
    record BackupVolume(
            String id,
            VolumeRef volume,
            RepositoryAccess repository,
            Optional<String> parentSnapshot,
            OptionalInt parallelFiles)
            implements VolumeTask {
        public BackupVolume {
            Objects.requireNonNull(id, "id is null");
            Objects.requireNonNull(volume, "volume is null");
            Objects.requireNonNull(repository, "repository is null");
        }
    }

    /**
     * Writes a snapshot's files into the volume; they are durable before the outcome is told.
     *
     * @param snapshot the id of the snapshot to restore
     */
    record RestoreVolume(
            String id, VolumeRef volume, RepositoryAccess repository, String snapshot, OptionalInt parallelFiles)
            implements VolumeTask {
        public RestoreVolume {
            Objects.requireNonNull(id, "id is null");
            Objects.requireNonNull(volume, "volume is null");
            Objects.requireNonNull(repository, "repository is null");
            Objects.requireNonNull(snapshot, "snapshot is null");
        }
    }
}
