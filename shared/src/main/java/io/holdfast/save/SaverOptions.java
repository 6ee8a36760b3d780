package io.holdfast.save;

import io.holdfast.compress.CompressionLevel;
import java.util.Objects;

/** How a saver stores: how hard it compresses, and how many bytes make a pack full (4 to 128 MiB, by restic's limits). */
public record SaverOptions(CompressionLevel compression, int packSize) {
    private static final int MIB = 1 << 20;

    public static final SaverOptions STANDARD = new SaverOptions(CompressionLevel.AUTO, 16 * MIB);

    public SaverOptions {
        Objects.requireNonNull(compression, "compression is null");
        if (packSize < 4 * MIB || packSize > 128 * MIB) {
            throw new IllegalArgumentException("a pack must be of 4 to 128 MiB, not of " + packSize + " bytes");
        }
    }

    /** What one pack's buffer takes: room for a usual blob beyond the size that makes it full. */
    int bufferSize() {
        return packSize + 4 * MIB;
    }
}
