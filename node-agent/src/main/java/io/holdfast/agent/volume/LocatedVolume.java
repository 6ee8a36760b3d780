package io.holdfast.agent.volume;

import io.holdfast.linux.OpenDirectory;
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

    @Override
    public void close() {
        root.close();
    }
}
