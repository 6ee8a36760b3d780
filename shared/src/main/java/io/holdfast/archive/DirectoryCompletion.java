package io.holdfast.archive;

import io.holdfast.archive.PendingDirectory.Completion;
import io.holdfast.blob.BlobId;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import io.holdfast.scan.WalkedDirectory;
import io.holdfast.snapshot.TreeNode;
import java.util.List;
import java.util.Optional;

/** Makes the node of a directory below the root, with the status and attributes from when the walk came to it. */
final class DirectoryCompletion implements Completion {
    private final ArchiveRun run;
    private final WalkedDirectory directory;
    private final FileName name;
    private final Optional<List<ExtendedAttribute>> attributes;
    private final Optional<ParentEntry> parent;

    /** To be made while the walk is in the directory. */
    DirectoryCompletion(ArchiveRun run, WalkedDirectory directory, FileName name, List<ParentEntry> parents) {
        this.run = run;
        this.directory = directory;
        this.name = name;
        this.parent = parents.stream().filter(ParentEntry::isOfFinished).findFirst();
        this.attributes = run.troubles().readOrTell(() -> TreePath.text(directory.path()), directory::attributes);
    }

    @Override
    public Optional<TreeNode> node(BlobId tree) {
        return Optional.of(run.nodes().directory(name, directory.status(), attributes, tree));
    }

    @Override
    public void finished(BlobId tree) {
        if (directory.isWhole()) {
            boolean same = parent.flatMap(entry -> entry.node().subtree()).equals(Optional.of(tree));
            run.counts().directory(parent.isPresent(), same);
        }
    }
}
