package io.holdfast.archive;

import io.holdfast.chunk.FileChunks;

/**
 * How much goes into one slice: small enough that little is lost with an attempt, large enough that leasing it costs nothing.
 *
 * @param bytes to be read; also the size from which a file is cut into ranges
 * @param entries files and directories
 * @param spanCharacters text of the spans that make up the slice, which travels in messages
 */
record SliceTarget(long bytes, long entries, long spanCharacters) {
    static final SliceTarget DEFAULT = new SliceTarget(FileChunks.SEGMENT, 50_000, 512 * 1024);
}
