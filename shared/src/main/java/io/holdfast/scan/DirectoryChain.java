package io.holdfast.scan;

import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The directories from the root down to where a walk is. Only the root and the deepest {@value #KEPT_OPEN} stay open, so
 * that depth does not use up descriptors; one that was let go is opened again from above, and must be the same directory.
 * Used by one thread; the shares it hands out may be used by others.
 */
final class DirectoryChain implements AutoCloseable {
    static final int KEPT_OPEN = 64;

    private final List<Level> levels = new ArrayList<>();

    private static final class Level {
        private final @Nullable FileName name;
        private final long inode;
        private final long device;
        private @Nullable SharedDirectory open;

        Level(@Nullable FileName name, FileStatus status, SharedDirectory open) {
            this.name = name;
            this.inode = status.inode();
            this.device = status.device();
            this.open = open;
        }

        void letGo() {
            if (open != null) {
                open.close();
                open = null;
            }
        }
    }

    /** Begins at the root, which it takes over. */
    DirectoryChain(OpenDirectory root, FileStatus status) {
        levels.add(new Level(null, status, new SharedDirectory(root)));
    }

    /** Goes down into a directory that was opened in the current one, and takes it over. */
    void descend(FileName name, OpenDirectory opened, FileStatus status) {
        levels.add(new Level(name, status, new SharedDirectory(opened)));
        int outOfReach = levels.size() - 1 - KEPT_OPEN;
        if (outOfReach > 0) {
            levels.get(outOfReach).letGo();
        }
    }

    void ascend() {
        levels.removeLast().letGo();
    }

    /** The directory where the walk is; its share is the chain's. */
    SharedDirectory current() throws LinuxError {
        int top = levels.size() - 1;
        int deepestOpen = top;
        SharedDirectory open = levels.get(top).open;
        while (open == null) {
            open = levels.get(--deepestOpen).open;
        }
        for (int i = deepestOpen + 1; i <= top; i++) {
            SharedDirectory above = open;
            open = reopened(above.directory(), levels.get(i));
            if (i - 1 > 0 && top - i >= KEPT_OPEN / 2) {
                levels.get(i - 1).letGo();
            }
        }
        return open;
    }

    private static SharedDirectory reopened(OpenDirectory above, Level level) throws LinuxError {
        FileName name = Objects.requireNonNull(level.name, "only the root has no name, and it stays open");
        OpenDirectory opened = above.openDirectory(name);
        try {
            FileStatus status = opened.status();
            if (status.inode() != level.inode || status.device() != level.device) {
                throw LinuxError.moved(name);
            }
        } catch (LinuxError error) {
            opened.close();
            throw error;
        }
        SharedDirectory shared = new SharedDirectory(opened);
        level.open = shared;
        return shared;
    }

    @Override
    public void close() {
        while (!levels.isEmpty()) {
            ascend();
        }
    }
}
