package io.holdfast.restore;

import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import java.util.HashMap;
import java.util.Map;

/** The file systems that are mounted inside the target and restored into: each has to be written out by itself. Thread-safe. */
final class OtherFileSystems implements AutoCloseable {
    private final long targetDevice;
    private final Map<Long, OpenDirectory> byDevice = new HashMap<>();

    OtherFileSystems(long targetDevice) {
        this.targetDevice = targetDevice;
    }

    /** Keeps one directory open on each. */
    synchronized void add(TargetDirectory directory, OpenDirectory open) throws LinuxError {
        if (directory.device() != targetDevice && !byDevice.containsKey(directory.device())) {
            byDevice.put(directory.device(), open.again());
        }
    }

    synchronized void sync() throws LinuxError {
        for (OpenDirectory one : byDevice.values()) {
            one.syncFileSystem();
        }
    }

    @Override
    public synchronized void close() {
        byDevice.values().forEach(OpenDirectory::close);
        byDevice.clear();
    }
}
