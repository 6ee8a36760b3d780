package io.holdfast.check;

import io.holdfast.index.BlobPlace;
import io.holdfast.pack.PackHeader;
import java.util.List;

/** What the index says of one pack, summed up while its blobs are told of in any order. */
final class IndexedPack {
    private static final long EMPTY_HEADER = PackHeader.size(List.of());

    private long blobs;
    private long bytes;
    private long entryBytes;
    private long end;

    void add(BlobPlace place) {
        blobs++;
        bytes += place.length();
        entryBytes += PackHeader.entrySize(place.compressed());
        end = Math.max(end, (long) place.offset() + place.length());
    }

    /** Distinct blobs: two index files may name the same pack, which is harmless. */
    long blobs() {
        return blobs / copies();
    }

    /** The size that a pack with these blobs has. */
    long expectedSize() {
        return (bytes + entryBytes) / copies() + EMPTY_HEADER;
    }

    // Blobs lie one after the other from the start, so what exceeds the end was named more than once.
    private long copies() {
        return end > 0 && bytes % end == 0 ? Math.max(1, bytes / end) : 1;
    }
}
