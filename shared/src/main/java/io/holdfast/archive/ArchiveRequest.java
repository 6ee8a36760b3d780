package io.holdfast.archive;

import io.holdfast.linux.TreeRoot;
import io.holdfast.task.FileSlice;
import java.util.Objects;
import java.util.Optional;

/**
 * What to archive.
 *
 * @param root whose entries become the tree's; it stays the caller's, open until the archiving has ended
 * @param parent what unchanged files are recognised by
 * @param crossMounts whether other file systems mounted inside belong to it
 */
public record ArchiveRequest(TreeRoot root, FileSlice slice, Optional<ParentTree> parent, boolean crossMounts) {
    public ArchiveRequest {
        Objects.requireNonNull(root, "root is null");
        Objects.requireNonNull(slice, "slice is null");
        Objects.requireNonNull(parent, "parent is null");
    }

    /** All of one file system below the root. */
    public static ArchiveRequest of(TreeRoot root, Optional<ParentTree> parent) {
        return new ArchiveRequest(root, new FileSlice.WholeVolume(), parent, false);
    }
}
