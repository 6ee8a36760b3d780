package io.holdfast.coordinator.restore.volumes;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A restored pod whose volumes are to be filled; {@code started} once they have been given to an agent. */
record ExpectedPod(String namespace, String name, List<VolumeRestore> volumes, AtomicBoolean started) {
    ExpectedPod(String namespace, String name, List<VolumeRestore> volumes) {
        this(namespace, name, List.copyOf(volumes), new AtomicBoolean());
    }

    String key() {
        return namespace + "/" + name;
    }
}
