package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The ids of a file's chunks, which several threads set in any order. Thread-safe. */
final class ContentIds {
    private @Nullable BlobId[] ids = new BlobId[4];
    private int[] lengths = new int[4];
    private int count;
    /** How many chunks from the first on have been set without a gap, and their bytes. */
    private int begun;

    private long begunBytes;

    synchronized void set(int index, BlobId id, int length) {
        if (index >= ids.length) {
            ids = Arrays.copyOf(ids, Math.max(index + 1, ids.length * 2));
            lengths = Arrays.copyOf(lengths, ids.length);
        }
        ids[index] = id;
        lengths[index] = length;
        count = Math.max(count, index + 1);
        while (begun < count && ids[begun] != null) {
            begunBytes += lengths[begun];
            begun++;
        }
    }

    /** All ids in order, once every chunk up to the last has been set. */
    synchronized List<BlobId> inOrder() {
        return first(count);
    }

    /** The chunks from the first on that have been set without a gap. */
    synchronized FileBeginning beginning() {
        return new FileBeginning(first(begun), begunBytes);
    }

    private List<BlobId> first(int chunks) {
        return Arrays.stream(ids, 0, chunks).map(Objects::requireNonNull).toList();
    }
}
