package io.holdfast.restore;

import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.Protection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The target's directories that were immutable or append-only before: restored into they can be only without these flags,
 * which come back afterwards, as no snapshot tells of them. Thread-safe.
 */
final class LiftedProtections {
    private final Map<TargetDirectory, Set<Protection>> lifted = new ConcurrentHashMap<>();

    /** Takes them away from a directory that was there before. */
    void lift(TargetDirectory directory, String name, OpenDirectory open) throws LinuxError {
        Set<Protection> protections = open.liftProtections(name);
        if (!protections.isEmpty()) {
            lifted.put(directory, protections);
        }
    }

    /** Puts them back, once; nothing where there were none. */
    void putBack(TargetDirectory directory, OpenDirectory open) throws LinuxError {
        Set<Protection> protections = lifted.remove(directory);
        if (protections != null) {
            open.protect(protections);
        }
    }

    /** Directories that are still without theirs. */
    List<TargetDirectory> remaining() {
        return List.copyOf(lifted.keySet());
    }
}
