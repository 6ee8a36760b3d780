package io.holdfast.restore;

import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the target, known by its parent and name. It counts what is still to be done in it, its walk included:
 * its own metadata are set when nothing is left, since every change inside would change its time again.
 */
final class TargetDirectory {
    private final @Nullable TargetDirectory parent;
    private final @Nullable TreeNode node;
    private final long inode;
    private final long device;
    private final AtomicInteger pending = new AtomicInteger(1);

    private TargetDirectory(@Nullable TargetDirectory parent, @Nullable TreeNode node, FileStatus status) {
        this.parent = parent;
        this.node = node;
        this.inode = status.inode();
        this.device = status.device();
    }

    /** The target itself, which no tree describes. */
    static TargetDirectory root(FileStatus status) {
        return new TargetDirectory(null, null, status);
    }

    TargetDirectory child(TreeNode childNode, FileStatus status) {
        return new TargetDirectory(this, childNode, status);
    }

    @Nullable
    TargetDirectory parent() {
        return parent;
    }

    /** What the tree says about it; the root has nothing. */
    @Nullable
    TreeNode node() {
        return node;
    }

    /** Whether a directory that was opened again is still the one that was made. */
    boolean is(FileStatus status) {
        return status.inode() == inode && status.device() == device;
    }

    /** The file system that it lies on. */
    long device() {
        return device;
    }

    /** Something more is to be done in it. */
    void expect() {
        pending.incrementAndGet();
    }

    /** One thing less; true for the last one. */
    boolean done() {
        return pending.decrementAndGet() == 0;
    }

    /** Below the target, for people. */
    String path(FileName name) {
        String own = path();
        return own.isEmpty() ? name.toString() : own + "/" + name;
    }

    String path() {
        Deque<String> names = new ArrayDeque<>();
        for (TargetDirectory at = this; at.node != null && at.parent != null; at = at.parent) {
            names.addFirst(at.node.name().toString());
        }
        return String.join("/", names);
    }
}
