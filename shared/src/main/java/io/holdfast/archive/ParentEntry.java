package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.linux.FileStatus;
import io.holdfast.snapshot.TreeNode;
import java.util.List;
import java.util.Optional;

/** What one parent has at an entry's path, and how unchanged files are told there. */
record ParentEntry(TreeNode node, UnchangedFiles files) {
    Optional<List<BlobId>> content(FileStatus status) {
        return files.content(node, status);
    }

    Optional<FileBeginning> beginning(FileStatus status) {
        return files.beginning(node, status);
    }

    boolean isOfFinished() {
        return files.areOfFinished();
    }
}
