package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.dedup.KnownBlobs;
import io.holdfast.linux.FileStatus;
import io.holdfast.snapshot.NodeTime;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Recognises files whose content the parent has. Size, mtime, ctime and inode must be equal, and the ctime older than the
 * parent's start by more than clocks and file systems are coarse: a file written to within that time may have changed again
 * without a trace. All its blobs must still be there.
 */
final class UnchangedFiles {
    private static final Duration COARSENESS = Duration.ofSeconds(2);

    private final KnownBlobs known;
    private final Instant settledBefore;

    UnchangedFiles(KnownBlobs known, Instant parentStarted) {
        this.known = known;
        this.settledBefore = parentStarted.minus(COARSENESS);
    }

    /** The content of the file as the parent has it, where the file is the same. */
    Optional<List<BlobId>> content(TreeNode parent, FileStatus status) {
        boolean same = parent.type() == NodeType.FILE
                && parent.size() == status.size()
                && parent.inode().number() == status.inode()
                && parent.modified()
                        .instant()
                        .equals(NodeTime.of(status.modified()).instant())
                && parent.changed()
                        .instant()
                        .equals(NodeTime.of(status.changed()).instant())
                && status.changed().isBefore(settledBefore);
        return same ? parent.content().filter(this::isStored) : Optional.empty();
    }

    private boolean isStored(List<BlobId> content) {
        return content.stream().allMatch(id -> known.contains(id, BlobType.DATA));
    }
}
