package io.holdfast.agent.volume;

import io.holdfast.failure.FailureKind;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.TreeRoot;
import java.util.Objects;

/**
 * The root of a pod's volume on this node.
 *
 * @param path where it was found, for messages only: what is meant is the open directory
 */
public record LocatedVolume(OpenDirectory root, String path) implements AutoCloseable {
    public LocatedVolume {
        Objects.requireNonNull(root, "root is null");
        Objects.requireNonNull(path, "path is null");
    }

    /** As the data path takes it; it stays this volume's. */
    public TreeRoot files() {
        return new TreeRoot(root, path);
    }

    /** Of the root itself. */
    public FileStatus status() {
        try {
            return root.status();
        } catch (LinuxError e) {
            throw e.at(path, FailureKind.UNREADABLE);
        }
    }

    @Override
    public void close() {
        root.close();
    }
}
