package io.holdfast.coordinator.dispatch;

import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.Secret;
import io.holdfast.task.VolumeRef;
import io.holdfast.task.VolumeTask;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Tasks to play with. */
final class Tasks {
    static final RepositoryAccess REPOSITORY = new RepositoryAccess(
            new StoreLocation.Directory(Path.of("/store")), new StoreCredentials.Ambient(), new Secret("open sesame"));

    private Tasks() {}

    static VolumeTask backup(String id, String node) {
        return new VolumeTask.BackupVolume(id, volume(node), REPOSITORY, Optional.empty(), OptionalInt.empty());
    }

    static VolumeTask restore(String id, String node) {
        return new VolumeTask.RestoreVolume(id, volume(node), REPOSITORY, "0123", OptionalInt.empty());
    }

    private static VolumeRef volume(String node) {
        return new VolumeRef(node, "shop", "db-0", "11111111-2222-3333-4444-555555555555", "data", "pvc-1", true);
    }
}
