package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import java.util.Arrays;
import java.util.List;

/** The ids of a file's chunks, which several threads set in any order. Thread-safe. */
final class ContentIds {
    private BlobId[] ids = new BlobId[4];
    private int count;

    synchronized void set(int index, BlobId id) {
        if (index >= ids.length) {
            ids = Arrays.copyOf(ids, Math.max(index + 1, ids.length * 2));
        }
        ids[index] = id;
        count = Math.max(count, index + 1);
    }

    /** All ids in order, once every chunk up to the last has been set. */
    synchronized List<BlobId> inOrder() {
        return Arrays.asList(ids).subList(0, count);
    }
}
