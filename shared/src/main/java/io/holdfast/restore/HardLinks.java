package io.holdfast.restore;

import io.holdfast.snapshot.NodeInode;
import io.holdfast.snapshot.TreeNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files met so far that have more names to come, by inode and device. Used by one thread. */
final class HardLinks {
    private final Map<Inode, Seen> files = new HashMap<>();

    private record Inode(long device, long number) {}

    private static final class Seen {
        private final TargetFile file;
        private long namesToCome;

        Seen(TargetFile file, long namesToCome) {
            this.file = file;
            this.namesToCome = namesToCome;
        }
    }

    static boolean hasOtherNames(TreeNode node) {
        return node.inode().links() > 1 && node.inode().number() != 0;
    }

    /** The file that the node is another name of, where one was met. */
    Optional<TargetFile> find(TreeNode node) {
        Inode inode = inode(node.inode());
        Seen seen = files.get(inode);
        if (seen == null) {
            return Optional.empty();
        }
        if (--seen.namesToCome == 0) {
            files.remove(inode);
        }
        return Optional.of(seen.file);
    }

    void add(TargetFile file) {
        NodeInode inode = file.node().inode();
        files.put(inode(inode), new Seen(file, inode.links() - 1));
    }

    private static Inode inode(NodeInode inode) {
        return new Inode(inode.device(), inode.number());
    }
}
