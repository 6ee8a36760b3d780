package io.holdfast.pack;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import java.util.Objects;

/**
 * Where one blob lies in a pack.
 *
 * @param offset of its first sealed byte
 * @param length in sealed bytes
 * @param plainLength in bytes before compression and sealing
 */
public record PackEntry(BlobId id, BlobType type, int offset, int length, int plainLength, boolean compressed) {
    public PackEntry {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(type, "type is null");
        if (offset < 0 || length < 0 || plainLength < 0) {
            throw new IllegalArgumentException("not a place in a pack: " + offset + "+" + length);
        }
    }

    PackEntry movedBy(int distance) {
        return new PackEntry(id, type, offset + distance, length, plainLength, compressed);
    }
}
