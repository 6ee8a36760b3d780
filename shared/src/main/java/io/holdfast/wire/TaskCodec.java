package io.holdfast.wire;

import io.holdfast.agent.v1.AssignSlice;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.VolumeRef;
import io.holdfast.task.VolumeTask;
import java.util.Optional;
import java.util.OptionalInt;

/** Volume tasks and the slices given out of them. */
public final class TaskCodec {
    private TaskCodec() {}

    public static AssignSlice encode(SliceAssignment assignment) {
        return AssignSlice.newBuilder()
                .setSlice(SliceCodec.encode(assignment.ref()))
                .setTask(encode(assignment.task()))
                .setWork(SliceCodec.encode(assignment.work()))
                .build();
    }

    public static SliceAssignment decode(AssignSlice message) {
        return new SliceAssignment(
                SliceCodec.decode(message.getSlice()), decode(message.getTask()), SliceCodec.decode(message.getWork()));
    }

    static io.holdfast.agent.v1.VolumeTask encode(VolumeTask task) {
        var message = io.holdfast.agent.v1.VolumeTask.newBuilder()
                .setId(task.id())
                .setVolume(encode(task.volume()))
                .setRepository(RepositoryCodec.encode(task.repository()));
        return switch (task) {
            case VolumeTask.BackupVolume backup -> {
                var kind = io.holdfast.agent.v1.BackupVolume.newBuilder();
                backup.parentSnapshot().ifPresent(kind::setParentSnapshot);
                backup.parallelFiles().ifPresent(kind::setParallelFiles);
                yield message.setBackup(kind).build();
            }
            case VolumeTask.RestoreVolume restore -> {
                var kind = io.holdfast.agent.v1.RestoreVolume.newBuilder().setSnapshot(restore.snapshot());
                restore.parallelFiles().ifPresent(kind::setParallelFiles);
                yield message.setRestore(kind).build();
            }
        };
    }

    static VolumeTask decode(io.holdfast.agent.v1.VolumeTask message) {
        var volume = decode(message.getVolume());
        var repository = RepositoryCodec.decode(message.getRepository());
        return switch (message.getKindCase()) {
            case BACKUP -> {
                var backup = message.getBackup();
                yield new VolumeTask.BackupVolume(
                        message.getId(),
                        volume,
                        repository,
                        backup.hasParentSnapshot() ? Optional.of(backup.getParentSnapshot()) : Optional.empty(),
                        backup.hasParallelFiles() ? OptionalInt.of(backup.getParallelFiles()) : OptionalInt.empty());
            }
            case RESTORE -> {
                var restore = message.getRestore();
                yield new VolumeTask.RestoreVolume(
                        message.getId(),
                        volume,
                        repository,
                        restore.getSnapshot(),
                        restore.hasParallelFiles() ? OptionalInt.of(restore.getParallelFiles()) : OptionalInt.empty());
            }
            case KIND_NOT_SET -> throw UnknownMessage.of("kind of volume task");
        };
    }

    private static io.holdfast.agent.v1.VolumeRef encode(VolumeRef volume) {
        return io.holdfast.agent.v1.VolumeRef.newBuilder()
                .setNode(volume.node())
                .setPodNamespace(volume.podNamespace())
                .setPodName(volume.podName())
                .setPodUid(volume.podUid())
                .setVolumeName(volume.volumeName())
                .setDirectoryName(volume.directoryName())
                .setPersistent(volume.persistent())
                .build();
    }

    private static VolumeRef decode(io.holdfast.agent.v1.VolumeRef message) {
        return new VolumeRef(
                message.getNode(),
                message.getPodNamespace(),
                message.getPodName(),
                message.getPodUid(),
                message.getVolumeName(),
                message.getDirectoryName(),
                message.getPersistent());
    }
}
