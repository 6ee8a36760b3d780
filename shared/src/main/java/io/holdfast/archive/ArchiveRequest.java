package io.holdfast.archive;

import io.holdfast.task.FileSlice;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What to archive.
 *
 * @param root the directory whose entries become the tree's
 * @param parent what unchanged files are recognised by
 * @param crossMounts whether other file systems mounted inside belong to it
 */
public record ArchiveRequest(Path root, FileSlice slice, Optional<ParentTree> parent, boolean crossMounts) {
    public ArchiveRequest {
        Objects.requireNonNull(root, "root is null");
        Objects.requireNonNull(slice, "slice is null");
        Objects.requireNonNull(parent, "parent is null");
    }

    /** All of one file system below the root. */
    public static ArchiveRequest of(Path root, Optional<ParentTree> parent) {
        return new ArchiveRequest(root, new FileSlice.WholeVolume(), parent, false);
    }
}
