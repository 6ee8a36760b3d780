package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeDecoder;
import io.holdfast.snapshot.TreeNode;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A parent's directories. One that is lost or damaged is as good as none: its files are read again. Not thread-safe. */
final class ParentTrees {
    private static final Logger LOG = LoggerFactory.getLogger(ParentTrees.class);

    private final TreeReadAhead trees;

    ParentTrees(IndexedRepository repository) {
        this.trees = new TreeReadAhead(repository);
    }

    /** The nodes below the parent's node, where that is a directory. */
    ParentNodes below(TreeNode node) {
        return Optional.of(node)
                .filter(parent -> parent.type() == NodeType.DIRECTORY)
                .flatMap(TreeNode::subtree)
                .map(this::load)
                .orElseGet(ParentNodes::none);
    }

    ParentNodes load(BlobId tree) {
        try {
            return new ParentNodes(new TreeDecoder(trees.load(tree)));
        } catch (BackupException failure) {
            if (failure.kind() != FailureKind.NOT_FOUND && failure.kind() != FailureKind.CORRUPT) {
                throw failure;
            }
            LOG.warn("the parent's tree {} cannot be used, so its files are read again", tree, failure);
            return ParentNodes.none();
        }
    }
}
