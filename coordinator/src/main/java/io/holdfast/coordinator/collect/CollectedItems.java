package io.holdfast.coordinator.collect;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The objects of a backup.
 *
 * @param tarball a finished file
 * @param count objects in it
 * @param resources what it holds, as Velero lists it: {@code v1/Pod} to {@code namespace/name}
 */
public record CollectedItems(Path tarball, int count, Map<String, List<String>> resources) {
    public CollectedItems {
        resources = Map.copyOf(resources);
    }
}
