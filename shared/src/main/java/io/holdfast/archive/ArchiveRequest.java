package io.holdfast.archive;

import io.holdfast.linux.TreeRoot;
import io.holdfast.task.FileSlice;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to archive.
 *
 * @param root whose entries become the tree's; it stays the caller's, open until the archiving has ended
 * @param parents what unchanged files are recognised by, the best first
 * @param crossMounts whether other file systems mounted inside belong to it
 * @param checkpoints whether and when the unfinished tree is saved
 */
public record ArchiveRequest(
        TreeRoot root,
        FileSlice slice,
        List<ParentTree> parents,
        boolean crossMounts,
        Optional<CheckpointRule> checkpoints) {
    public ArchiveRequest {
        Objects.requireNonNull(root, "root is null");
        Objects.requireNonNull(slice, "slice is null");
        parents = List.copyOf(parents);
        Objects.requireNonNull(checkpoints, "checkpoints is null");
    }

    /** All of one file system below the root, without checkpoints. */
    public static ArchiveRequest of(TreeRoot root, Optional<ParentTree> parent) {
        return ofSlice(root, new FileSlice.WholeVolume(), parent);
    }

    /** A slice of what one file system has below the root, without checkpoints. */
    public static ArchiveRequest ofSlice(TreeRoot root, FileSlice slice, Optional<ParentTree> parent) {
        return new ArchiveRequest(root, slice, parent.stream().toList(), false, Optional.empty());
    }
}
