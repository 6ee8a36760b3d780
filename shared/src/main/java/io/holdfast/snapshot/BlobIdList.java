package io.holdfast.snapshot;

import io.holdfast.blob.BlobId;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/** Ids side by side in one array: a large file has a million, and 32 bytes of each are enough to keep. */
final class BlobIdList extends AbstractList<BlobId> implements RandomAccess {
    private static final BlobIdList EMPTY = new BlobIdList(new byte[0]);

    private final byte[] bytes;

    private BlobIdList(byte[] bytes) {
        this.bytes = bytes;
    }

    static List<BlobId> copyOf(Collection<BlobId> ids) {
        if (ids instanceof BlobIdList list) {
            return list;
        }
        Builder builder = new Builder(ids.size());
        ids.forEach(builder::add);
        return builder.build();
    }

    @Override
    public BlobId get(int index) {
        return BlobId.fromBytes(bytes, Math.multiplyExact(index, BlobId.LENGTH));
    }

    @Override
    public int size() {
        return bytes.length / BlobId.LENGTH;
    }

    static final class Builder {
        private byte[] bytes;
        private int size;

        Builder(int expected) {
            bytes = new byte[Math.multiplyExact(expected, BlobId.LENGTH)];
        }

        void add(BlobId id) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(4 * BlobId.LENGTH, Math.multiplyExact(bytes.length, 2)));
            }
            id.copyTo(bytes, size);
            size += BlobId.LENGTH;
        }

        List<BlobId> build() {
            return size == 0 ? EMPTY : new BlobIdList(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
        }
    }
}
