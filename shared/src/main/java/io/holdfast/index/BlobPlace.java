package io.holdfast.index;

import io.holdfast.blob.FileId;
import java.util.Objects;

/**
 * Where a blob lies.
 *
 * @param offset in the pack, of the first sealed byte
 * @param length in sealed bytes
 * @param plainLength in bytes before compression and sealing
 */
public record BlobPlace(FileId pack, int offset, int length, int plainLength, boolean compressed) {
    public BlobPlace {
        Objects.requireNonNull(pack, "pack is null");
    }
}
