package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobIdSet;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.TreeNode;
import java.util.Optional;

/** Walks trees for those who learn nothing new from one that they have seen before, wherever it lay. */
abstract class EachTreeOnce implements TreeVisitor<Boolean>, SnapshotStats.Counter {
    private final IndexedRepository repository;
    private final BlobIdSet seen = new BlobIdSet();

    EachTreeOnce(IndexedRepository repository) {
        this.repository = repository;
    }

    final IndexedRepository repository() {
        return repository;
    }

    final BlobIdSet seen() {
        return seen;
    }

    @Override
    public final void add(BlobId root) {
        if (!seen.contains(root)) {
            new TreeWalker<>(repository, this).walk(root, true);
        }
    }

    @Override
    public final Optional<Boolean> enter(TreeNode directory, Boolean in) {
        return directory.subtree().filter(seen::contains).isPresent() ? Optional.empty() : Optional.of(in);
    }

    @Override
    public final void entered(BlobId tree, Boolean in) {
        boolean _ = seen.add(tree);
    }
}
