package io.holdfast.archive;

import io.holdfast.failure.BackupException;
import io.holdfast.linux.FileName;
import io.holdfast.snapshot.TreeNode;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of a directory's parent, asked for in rising order of names, so that one pass finds them all and none is kept.
 * A damaged one ends early. Used by one thread.
 */
final class ParentNodes {
    private static final Logger LOG = LoggerFactory.getLogger(ParentNodes.class);

    private Iterator<TreeNode> nodes;
    private @Nullable TreeNode next;

    /** In byte order of names, as every tree is. */
    ParentNodes(Iterator<TreeNode> nodes) {
        this.nodes = nodes;
    }

    static ParentNodes none() {
        return new ParentNodes(Collections.emptyIterator());
    }

    Optional<TreeNode> find(FileName name) {
        try {
            return seek(name);
        } catch (BackupException damaged) {
            LOG.warn("the parent's tree cannot be read from {} on, so files are read again", name, damaged);
            nodes = Collections.emptyIterator();
            next = null;
            return Optional.empty();
        }
    }

    private Optional<TreeNode> seek(FileName name) {
        while (next != null || nodes.hasNext()) {
            TreeNode node = next == null ? nodes.next() : next;
            int order = node.name().compareTo(name);
            next = order > 0 ? node : null;
            if (order >= 0) {
                return order == 0 ? Optional.of(node) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
