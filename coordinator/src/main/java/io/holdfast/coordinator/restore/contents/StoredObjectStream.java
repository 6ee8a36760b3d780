package io.holdfast.coordinator.restore.contents;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import java.io.InputStream;

/** An object of a store as a stream, fetched piece by piece, so that its size costs no memory. */
final class StoredObjectStream extends InputStream {
    private static final int PIECE = 4 << 20;

    private final ObjectStore store;
    private final String key;
    private final long size;
    private byte[] piece = new byte[0];
    private int position;
    private long fetched;

    StoredObjectStream(ObjectStore store, String key) {
        this.store = store;
        this.key = key;
        this.size = store.stat(key)
                .orElseThrow(() -> new BackupException(
                        FailureKind.NOT_FOUND,
                        "there is no " + key + " in " + store.describe() + "; the backup is not whole, use another"))
                .size();
    }

    @Override
    public int read() {
        return ensurePiece() ? piece[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!ensurePiece()) {
            return -1;
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean ensurePiece() {
        if (position < piece.length) {
            return true;
        }
        if (fetched == size) {
            return false;
        }
        piece = store.getRange(key, fetched, (int) Math.min(PIECE, size - fetched));
        fetched += piece.length;
        position = 0;
        return true;
    }
}
