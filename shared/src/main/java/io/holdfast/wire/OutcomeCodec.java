package io.holdfast.wire;

import com.google.protobuf.Timestamp;
import io.holdfast.agent.v1.LeftOut;
import io.holdfast.agent.v1.Troubles;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.BackupTotals;
import io.holdfast.task.FileSlice;
import io.holdfast.task.LeftOutCounts;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SourceReport;
import io.holdfast.task.TroubleCounts;
import io.holdfast.task.VolumeRoot;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How slices ended. A survey's parts travel apart from its outcome, as there can be more than one message holds. */
public final class OutcomeCodec {
    private OutcomeCodec() {}

    public static io.holdfast.agent.v1.SliceOutcome encode(SliceOutcome outcome) {
        var message = io.holdfast.agent.v1.SliceOutcome.newBuilder();
        return switch (outcome) {
            case SliceOutcome.Surveyed surveyed ->
                message.setSurveyed(encode(surveyed)).build();
            case SliceOutcome.Archived archived ->
                message.setArchived(io.holdfast.agent.v1.SliceOutcome.Archived.newBuilder()
                                .setTree(archived.tree())
                                .setTotals(encode(archived.totals()))
                                .setTroubles(encode(archived.source()))
                                .setLeftOut(encode(archived.source().leftOut())))
                        .build();
            case SliceOutcome.Restored restored ->
                message.setRestored(io.holdfast.agent.v1.SliceOutcome.Restored.newBuilder()
                                .setFiles(restored.files())
                                .setBytes(restored.bytes())
                                .setTroubles(encode(restored.troubles(), restored.troubleCount())))
                        .build();
            case SliceOutcome.Failed failed ->
                message.setFailed(io.holdfast.agent.v1.SliceOutcome.Failed.newBuilder()
                                .setKind(failed.kind().name())
                                .setMessage(failed.message()))
                        .build();
        };
    }

    /** The outcome; where it is a survey's, {@code found} are the parts that came before it. */
    public static SliceOutcome decode(io.holdfast.agent.v1.SliceOutcome message, List<FileSlice> found) {
        return switch (message.getOutcomeCase()) {
            case SURVEYED -> decode(message.getSurveyed(), found);
            case ARCHIVED -> {
                var archived = message.getArchived();
                yield new SliceOutcome.Archived(archived.getTree(), decode(archived.getTotals()), source(archived));
            }
            case RESTORED -> {
                var restored = message.getRestored();
                yield new SliceOutcome.Restored(
                        restored.getFiles(),
                        restored.getBytes(),
                        decode(restored.getTroubles()),
                        restored.getTroubles().getCount());
            }
            case FAILED ->
                new SliceOutcome.Failed(
                        kind(message.getFailed().getKind()), message.getFailed().getMessage());
            case OUTCOME_NOT_SET -> throw UnknownMessage.of("kind of outcome");
        };
    }

    private static SliceOutcome decode(io.holdfast.agent.v1.SliceOutcome.Surveyed surveyed, List<FileSlice> found) {
        if (surveyed.getSliceCount() != found.size()) {
            return new SliceOutcome.Failed(
                    FailureKind.UNAVAILABLE,
                    "The survey found " + surveyed.getSliceCount() + " slices, but " + found.size()
                            + " have arrived; it is made again.");
        }
        Optional<VolumeRoot> root = surveyed.hasRoot() ? Optional.of(decode(surveyed.getRoot())) : Optional.empty();
        return new SliceOutcome.Surveyed(found, surveyed.getBytes(), surveyed.getFiles(), root);
    }

    private static io.holdfast.agent.v1.SliceOutcome.Surveyed encode(SliceOutcome.Surveyed surveyed) {
        var message = io.holdfast.agent.v1.SliceOutcome.Surveyed.newBuilder()
                .setSliceCount(surveyed.parts().size())
                .setBytes(surveyed.bytes())
                .setFiles(surveyed.files());
        surveyed.root().ifPresent(root -> message.setRoot(encode(root)));
        return message.build();
    }

    private static io.holdfast.agent.v1.VolumeRoot encode(VolumeRoot root) {
        Instant modified = root.modified();
        return io.holdfast.agent.v1.VolumeRoot.newBuilder()
                .setPermissions(root.permissions())
                .setUid((int) root.uid())
                .setGid((int) root.gid())
                .setModified(Timestamp.newBuilder()
                        .setSeconds(modified.getEpochSecond())
                        .setNanos(modified.getNano()))
                .build();
    }

    private static VolumeRoot decode(io.holdfast.agent.v1.VolumeRoot message) {
        return new VolumeRoot(
                message.getPermissions() & 07777,
                Integer.toUnsignedLong(message.getUid()),
                Integer.toUnsignedLong(message.getGid()),
                Instant.ofEpochSecond(
                        message.getModified().getSeconds(),
                        message.getModified().getNanos()));
    }

    /** A kind that a newer version has added is a failure that this one knows nothing of. */
    private static FailureKind kind(String name) {
        return Arrays.stream(FailureKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(FailureKind.INTERNAL);
    }

    private static SourceReport source(io.holdfast.agent.v1.SliceOutcome.Archived archived) {
        Troubles troubles = archived.getTroubles();
        long unreadable = Math.max(0, troubles.getCount() - troubles.getChanged() - troubles.getVanished());
        return new SourceReport(
                decode(troubles),
                new TroubleCounts(troubles.getChanged(), troubles.getVanished(), unreadable),
                new LeftOutCounts(
                        archived.getLeftOut().getSockets(),
                        archived.getLeftOut().getMounts()));
    }

    private static Troubles encode(SourceReport source) {
        TroubleCounts counts = source.counts();
        return encode(source.troubles(), counts.total()).toBuilder()
                .setChanged(counts.changed())
                .setVanished(counts.vanished())
                .build();
    }

    private static LeftOut encode(LeftOutCounts leftOut) {
        return LeftOut.newBuilder()
                .setSockets(leftOut.sockets())
                .setMounts(leftOut.mounts())
                .build();
    }

    private static Troubles encode(List<FileTrouble> troubles, long count) {
        var message = Troubles.newBuilder().setCount(count);
        troubles.forEach(trouble -> message.addFirst(io.holdfast.agent.v1.FileTrouble.newBuilder()
                .setPath(trouble.path())
                .setKind(trouble.kind().name())
                .setMessage(trouble.message())));
        return message.build();
    }

    private static List<FileTrouble> decode(Troubles message) {
        return message.getFirstList().stream()
                .map(trouble -> new FileTrouble(trouble.getPath(), kind(trouble.getKind()), trouble.getMessage()))
                .toList();
    }

    private static io.holdfast.agent.v1.BackupTotals encode(BackupTotals totals) {
        return io.holdfast.agent.v1.BackupTotals.newBuilder()
                .setFilesNew(totals.filesNew())
                .setFilesChanged(totals.filesChanged())
                .setFilesUnmodified(totals.filesUnmodified())
                .setDirsNew(totals.dirsNew())
                .setDirsChanged(totals.dirsChanged())
                .setDirsUnmodified(totals.dirsUnmodified())
                .setDataBlobs(totals.dataBlobs())
                .setTreeBlobs(totals.treeBlobs())
                .setDataAdded(totals.dataAdded())
                .setDataAddedPacked(totals.dataAddedPacked())
                .setFilesProcessed(totals.filesProcessed())
                .setBytesProcessed(totals.bytesProcessed())
                .build();
    }

    private static BackupTotals decode(io.holdfast.agent.v1.BackupTotals message) {
        return new BackupTotals(
                message.getFilesNew(),
                message.getFilesChanged(),
                message.getFilesUnmodified(),
                message.getDirsNew(),
                message.getDirsChanged(),
                message.getDirsUnmodified(),
                message.getDataBlobs(),
                message.getTreeBlobs(),
                message.getDataAdded(),
                message.getDataAddedPacked(),
                message.getFilesProcessed(),
                message.getBytesProcessed());
    }
}
