package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.index.BlobPlace;
import io.holdfast.linux.FileStatus;
import io.holdfast.repository.IndexedRepository;
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
 * without a trace. All its blobs must still be there. A parent that is unfinished may have the beginning of a file only, which
 * is then as good.
 */
final class UnchangedFiles {
    private static final Duration COARSENESS = Duration.ofSeconds(2);

    private final IndexedRepository known;
    private final Instant settledBefore;
    private final boolean finished;

    UnchangedFiles(IndexedRepository known, ParentTree parent) {
        this.known = known;
        this.settledBefore = parent.started().minus(COARSENESS);
        this.finished = parent.finished();
    }

    /** Whether the parent has all that there was. */
    boolean areOfFinished() {
        return finished;
    }

    /** The content of the file as the parent has it, where the file is the same. */
    Optional<List<BlobId>> content(TreeNode parent, FileStatus status) {
        return isWholeOf(parent, status) ? parent.content().filter(this::isStored) : Optional.empty();
    }

    /** What an unfinished parent has of the file, where the file is the same. */
    Optional<FileBeginning> beginning(TreeNode parent, FileStatus status) {
        boolean begun = !finished && parent.size() < status.size() && isSameFile(parent, status);
        return begun
                ? parent.content()
                        .filter(this::isStored)
                        .map(content -> new FileBeginning(content, parent.size()))
                        .filter(beginning -> length(beginning.content()) == beginning.length())
                : Optional.empty();
    }

    /** A node that tells of an error lacks something that may be readable by now. */
    private boolean isWholeOf(TreeNode parent, FileStatus status) {
        return parent.size() == status.size() && parent.error().isEmpty() && isSameFile(parent, status);
    }

    private boolean isSameFile(TreeNode parent, FileStatus status) {
        return parent.type() == NodeType.FILE
                && parent.inode().number() == status.inode()
                && parent.modified()
                        .instant()
                        .equals(NodeTime.of(status.modified()).instant())
                && parent.changed()
                        .instant()
                        .equals(NodeTime.of(status.changed()).instant())
                && status.changed().isBefore(settledBefore);
    }

    private boolean isStored(List<BlobId> content) {
        return content.stream().allMatch(id -> known.contains(id, BlobType.DATA));
    }

    private long length(List<BlobId> content) {
        return content.stream()
                .flatMap(id -> known.locate(id, BlobType.DATA).stream())
                .mapToLong(BlobPlace::plainLength)
                .sum();
    }
}
