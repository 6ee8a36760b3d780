package io.holdfast.task;

import java.util.ArrayList;
import java.util.List;

/**
 * What a source holds that was left out on purpose.
 *
 * @param sockets which mean nothing without the process that listens
 * @param mounts folders on which another file system is mounted
 */
public record LeftOutCounts(long sockets, long mounts) {
    public static final LeftOutCounts NONE = new LeftOutCounts(0, 0);

    public LeftOutCounts {
        if (sockets < 0 || mounts < 0) {
            throw new IllegalArgumentException("counts are negative");
        }
    }

    public LeftOutCounts plus(LeftOutCounts other) {
        return new LeftOutCounts(sockets + other.sockets, mounts + other.mounts);
    }

    public long total() {
        return sockets + mounts;
    }

    /** For people; empty where nothing was left out. */
    public String describe() {
        List<String> parts = new ArrayList<>();
        if (sockets > 0) {
            parts.add(sockets + (sockets == 1 ? " socket" : " sockets"));
        }
        if (mounts > 0) {
            parts.add(mounts + (mounts == 1 ? " other mount" : " other mounts"));
        }
        return String.join(" and ", parts);
    }
}
