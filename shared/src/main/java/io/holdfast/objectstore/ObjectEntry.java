package io.holdfast.objectstore;

import java.time.Instant;
import java.util.Objects;

/** One stored object: its key relative to the store, its size in bytes and when it was last written. */
public record ObjectEntry(String key, long size, Instant modified) {
    public ObjectEntry {
        Objects.requireNonNull(key, "key is null");
        Objects.requireNonNull(modified, "modified is null");
        if (size < 0) {
            throw new IllegalArgumentException("size is negative: " + size);
        }
    }
}
