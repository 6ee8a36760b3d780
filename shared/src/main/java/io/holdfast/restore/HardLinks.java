package io.holdfast.restore;

import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What has been made and has more names to come, by inode and device. Used by one thread. */
final class HardLinks {
    private final Map<Inode, Seen> entries = new HashMap<>();

    private record Inode(NodeType type, long device, long number) {}

    private static final class Seen {
        private final MadeEntry entry;
        private long namesToCome;

        Seen(MadeEntry entry, long namesToCome) {
            this.entry = entry;
            this.namesToCome = namesToCome;
        }
    }

    static boolean hasOtherNames(TreeNode node) {
        return node.inode().links() > 1 && node.inode().number() != 0;
    }

    /** The entry that the node is another name of, where one was made. */
    Optional<MadeEntry> find(TreeNode node) {
        Inode inode = inode(node);
        Seen seen = entries.get(inode);
        if (seen == null) {
            return Optional.empty();
        }
        if (--seen.namesToCome == 0) {
            entries.remove(inode);
        }
        return Optional.of(seen.entry);
    }

    /** The node was made, as this. */
    void add(TreeNode node, MadeEntry entry) {
        entries.put(inode(node), new Seen(entry, node.inode().links() - 1));
    }

    private static Inode inode(TreeNode node) {
        return new Inode(node.type(), node.inode().device(), node.inode().number());
    }
}
