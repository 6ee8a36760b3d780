package io.holdfast.browse;

/**
 * What was counted; what a mode does not count is 0.
 *
 * @param totalSize bytes, as they lie in the repository with {@link StatsMode#RAW_DATA}, otherwise before compression
 * @param uncompressedSize what the blobs would take up in the repository without compression
 * @param compressedSize what those of them that are compressed take up
 * @param compressedUncompressedSize what those would take up without compression
 */
public record StatsFigures(
        long totalSize,
        long files,
        long blobs,
        long uncompressedSize,
        long compressedSize,
        long compressedUncompressedSize) {
    static StatsFigures of(long totalSize, long files, long blobs) {
        return new StatsFigures(totalSize, files, blobs, 0, 0, 0);
    }
}
