package io.holdfast.agent;

import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.Secret;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceRef;
import io.holdfast.task.SliceWork;
import io.holdfast.task.VolumeRef;
import io.holdfast.task.VolumeTask;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Slices to play with. */
public final class Assignments {
    public static final String NODE = "n1";
    public static final String POD_UID = "11111111-2222-3333-4444-555555555555";

    private Assignments() {}

    public static SliceRef ref(String task, int attempt, long epoch) {
        return new SliceRef(task, 0, attempt, epoch);
    }

    public static SliceAssignment survey(SliceRef ref) {
        return survey(ref, NODE);
    }

    public static SliceAssignment survey(SliceRef ref, String node) {
        var task = new VolumeTask.BackupVolume(
                ref.task(),
                volume(node, "pvc-1", true),
                repository(Path.of("/nowhere")),
                Optional.empty(),
                OptionalInt.empty());
        return new SliceAssignment(ref, task, new SliceWork.Survey());
    }

    public static VolumeRef volume(String node, String directoryName, boolean persistent) {
        return new VolumeRef(node, "shop", "db-0", POD_UID, "data", directoryName, persistent);
    }

    public static RepositoryAccess repository(Path directory) {
        return new RepositoryAccess(
                new StoreLocation.Directory(directory), new StoreCredentials.Ambient(), new Secret("open sesame"));
    }
}
