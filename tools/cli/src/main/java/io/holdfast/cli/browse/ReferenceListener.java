package io.holdfast.cli.browse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.browse.ReferenceCriterion;
import io.holdfast.browse.SnapshotSearch;
import io.holdfast.browse.WalkedPath;
import io.holdfast.failure.BackupException;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.TreeNode;

/** Reports what refers to blobs: each blob of each entry, and the snapshot itself where its root is meant. */
record ReferenceListener(SearchReport report, ReferenceCriterion criterion) implements SnapshotSearch.Listener {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Reference(
            String messageType,
            String objectType,
            String id,
            String path,
            String parentTree,
            String snapshot,
            String time) {}

    void root(Snapshot snapshot) {
        if (criterion.trees().test(snapshot.tree())) {
            String id = snapshot.tree().toHex();
            report.found(() -> "tree " + id + ": /", () -> reference("tree", id, "/", ""));
        }
    }

    @Override
    public void found(WalkedPath path, TreeNode node, BlobId directory) {
        criterion.dataOf(node).forEach(id -> tell("blob", id, path, directory));
        criterion.treesOf(node).forEach(id -> tell(BlobType.TREE.label(), id, path, directory));
    }

    private void tell(String type, BlobId id, WalkedPath path, BlobId directory) {
        report.found(
                () -> type + " " + id + ": " + path, () -> reference(type, id.toHex(), path.text(), directory.toHex()));
    }

    private Reference reference(String type, String id, String path, String parentTree) {
        return new Reference("reference", type, id, path, parentTree, report.snapshot(), report.time());
    }

    @Override
    public void lost(WalkedPath path, BackupException failure) {
        report.lost(path, failure);
    }
}
