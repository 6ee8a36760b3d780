package io.holdfast.restore;

import io.holdfast.linux.Errno;
import io.holdfast.linux.FileName;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.TreeRoot;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The target's directories, opened one name below the other from the root on: no link is followed, and a directory that
 * was swapped for another one meanwhile is refused. Safe for any thread.
 */
final class TargetTree implements AutoCloseable {
    private static final int KEPT_OPEN = 256;
    /** Ours alone until the restored mode is set. */
    private static final int PRIVATE = 0700;

    private final OpenDirectory rootDescriptor;
    private final TargetDirectory root;
    private final HandleCache<TargetDirectory, OpenDirectory> handles = new HandleCache<>(KEPT_OPEN);
    private final LiftedProtections protections = new LiftedProtections();
    private final OtherFileSystems fileSystems;

    private TargetTree(OpenDirectory rootDescriptor, String path) throws LinuxError {
        this.rootDescriptor = rootDescriptor;
        this.root = TargetDirectory.root(rootDescriptor.status());
        this.fileSystems = new OtherFileSystems(root.device());
        protections.lift(root, path, rootDescriptor);
    }

    /** Below the target, which stays its opener's. */
    static TargetTree at(TreeRoot target) throws LinuxError {
        OpenDirectory root = target.directory().again();
        try {
            return new TargetTree(root, target.path());
        } catch (LinuxError error) {
            root.close();
            throw error;
        }
    }

    TargetDirectory root() {
        return root;
    }

    @FunctionalInterface
    interface Work<T> {
        T in(OpenDirectory directory) throws LinuxError;
    }

    /** Does something in the open directory, which stays open for that long. */
    <T> T in(TargetDirectory directory, Work<T> work) throws LinuxError {
        if (directory == root) {
            return work.in(rootDescriptor);
        }
        try (var use = open(directory)) {
            return work.in(use.descriptor());
        }
    }

    /** Makes the child, or takes the directory that is there; anything else of that name is replaced. */
    TargetDirectory makeDirectory(TargetDirectory parent, TreeNode node) throws LinuxError {
        FileName name = node.name();
        return in(parent, directory -> {
            boolean isNew = make(directory, name);
            TargetDirectory child = parent.child(node, directory.status(name));
            if (!isNew) {
                try (var use = open(child)) {
                    protections.lift(child, name.toString(), use.descriptor());
                    fileSystems.add(child, use.descriptor());
                }
            }
            return child;
        });
    }

    /** Whether it was not there before. */
    private static boolean make(OpenDirectory in, FileName name) throws LinuxError {
        try {
            in.writer().createDirectory(name, PRIVATE);
            return true;
        } catch (LinuxError error) {
            if (error.errno() != Errno.EEXIST) {
                throw error;
            }
        }
        if (in.status(name).isDirectory()) {
            return false;
        }
        Replacement.remove(in, name);
        in.writer().createDirectory(name, PRIVATE);
        return true;
    }

    /** Nothing will be changed in the directory any more: what protected it before does so again. */
    void protectAgain(TargetDirectory directory, OpenDirectory open) throws LinuxError {
        protections.putBack(directory, open);
    }

    /** The same for the root, and for all directories that an end before its time has left unfinished. */
    void protectAgain() throws LinuxError {
        @Nullable LinuxError first = null;
        for (TargetDirectory directory : protections.remaining()) {
            try {
                in(directory, open -> {
                    protections.putBack(directory, open);
                    return true;
                });
            } catch (LinuxError error) {
                if (first == null) {
                    first = error;
                } else {
                    first.addSuppressed(error);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** It will not be needed soon. */
    void forget(TargetDirectory directory) {
        handles.forget(directory);
    }

    /** Returns when everything below the target is on its device. */
    void sync() throws LinuxError {
        rootDescriptor.syncFileSystem();
        fileSystems.sync();
    }

    @Override
    public void close() throws LinuxError {
        try {
            protectAgain();
        } finally {
            handles.close();
            fileSystems.close();
            rootDescriptor.close();
        }
    }

    private HandleCache<TargetDirectory, OpenDirectory>.Use open(TargetDirectory directory) throws LinuxError {
        Deque<TargetDirectory> missing = new ArrayDeque<>();
        Optional<HandleCache<TargetDirectory, OpenDirectory>.Use> found = Optional.empty();
        TargetDirectory at = directory;
        while (at != root) {
            found = handles.useIfOpen(at);
            if (found.isPresent()) {
                break;
            }
            missing.addFirst(at);
            at = Objects.requireNonNull(at.parent(), "only the root has no parent");
        }
        while (!missing.isEmpty()) {
            found = Optional.of(openBelow(found, missing.removeFirst()));
        }
        return found.orElseThrow();
    }

    private HandleCache<TargetDirectory, OpenDirectory>.Use openBelow(
            Optional<HandleCache<TargetDirectory, OpenDirectory>.Use> above, TargetDirectory child) throws LinuxError {
        TreeNode node = Objects.requireNonNull(child.node(), "only the root has no name");
        try {
            OpenDirectory parent = above.isPresent() ? above.get().descriptor() : rootDescriptor;
            return handles.use(child, () -> openSame(parent, child, node.name()));
        } finally {
            above.ifPresent(HandleCache.Use::close);
        }
    }

    private static OpenDirectory openSame(OpenDirectory parent, TargetDirectory child, FileName name)
            throws LinuxError {
        OpenDirectory opened = parent.openDirectory(name);
        try {
            if (!child.is(opened.status())) {
                throw LinuxError.moved(name);
            }
            return opened;
        } catch (LinuxError error) {
            opened.close();
            throw error;
        }
    }
}
