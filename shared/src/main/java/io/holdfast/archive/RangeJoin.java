package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.FileSlice.ByteRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts a file together from its ranges. All of them must have seen the same file at the same time of change; where they have
 * not, the content is kept as for any file that changed while it was read, and told; its node has the status of the oldest
 * change, so that the next backup sees another file and reads it again. A file with a range missing is left out, since what
 * would be restored is no file at all.
 */
final class RangeJoin {
    private final IndexedRepository repository;
    private final TroubleList troubles;

    RangeJoin(IndexedRepository repository, TroubleList troubles) {
        this.repository = repository;
        this.troubles = troubles;
    }

    Optional<TreeNode> join(String path, List<SliceNode> parts) {
        List<SliceNode> inOrder = parts.stream()
                .sorted(Comparator.comparingLong(part -> range(part).offset()))
                .toList();
        TreeNode oldest = inOrder.stream()
                .map(SliceNode::node)
                .min(Comparator.comparing(TreeNode::changed))
                .orElseThrow();
        boolean same = inOrder.stream().allMatch(part -> isSameFile(part.node(), oldest));
        if (!isWithoutGap(inOrder)) {
            troubles.add(path, FailureKind.UNREADABLE, "a part of it could not be read, so it is left out");
            return Optional.empty();
        }
        List<BlobId> content = new ArrayList<>();
        inOrder.forEach(part -> content.addAll(part.node().content().orElse(List.of())));
        long size = same ? oldest.size() : length(content);
        if (!same) {
            troubles.add(
                    path,
                    FailureKind.CHANGED,
                    "it changed while its parts were read; what is stored may mix old and new content: quiesce the writer"
                            + " with a hook, or back it up again");
        }
        return Optional.of(oldest.toBuilder().content(content).size(size).build());
    }

    private static boolean isSameFile(TreeNode a, TreeNode b) {
        return a.size() == b.size()
                && a.inode().number() == b.inode().number()
                && a.modified().equals(b.modified())
                && a.changed().equals(b.changed());
    }

    private static boolean isWithoutGap(List<SliceNode> parts) {
        long expected = 0;
        for (SliceNode part : parts) {
            if (range(part).offset() != expected) {
                return false;
            }
            expected = range(part).end();
        }
        return range(parts.getLast()).isLast();
    }

    private static ByteRange range(SliceNode part) {
        return part.range().orElseThrow(() -> new IllegalArgumentException("not a part of a file: " + part.node()));
    }

    private long length(List<BlobId> content) {
        return content.stream().mapToLong(this::length).sum();
    }

    private long length(BlobId id) {
        return repository
                .locate(id, BlobType.DATA)
                .orElseThrow(() -> new BackupException(
                        FailureKind.CORRUPT, "The data blob " + id + " of a slice is not indexed: back up again."))
                .plainLength();
    }
}
