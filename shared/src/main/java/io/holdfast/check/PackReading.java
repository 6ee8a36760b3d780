package io.holdfast.check;

import io.holdfast.blob.FileId;
import io.holdfast.blob.Sha256;
import io.holdfast.concurrent.Permit;
import io.holdfast.concurrent.ThreadBudget;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.security.MessageDigest;

/**
 * A pack's bytes, read once from the first to the last and hashed on the way. A usual one is held as a whole; of a longer one,
 * such as restic's {@code --pack-size 128} makes, only a window is. Used by one thread.
 */
final class PackReading {
    /** So many bytes are held of any pack. */
    static final int WHOLE = 24 << 20;

    private static final int STEP = 8 << 20;

    private final ObjectStore store;
    private final StoredFile file;
    private final ThreadBudget threads;
    private final MessageDigest digest = Sha256.digest();
    private byte[] window = new byte[0];
    private long start;

    PackReading(ObjectStore store, StoredFile file, ThreadBudget threads) {
        this.store = store;
        this.threads = threads;
        this.file = file;
    }

    /** Bytes held at most, if none of the blobs is longer than this. */
    static long held(StoredFile file, long longestBlob) {
        return file.size() <= WHOLE ? file.size() : Math.min(file.size(), 2L * STEP + longestBlob);
    }

    /** Where in {@link #window} the bytes from the offset on are; blobs are asked for in the order in which they lie. */
    int seek(long offset, int length) throws InterruptedException {
        if (offset < start) {
            throw new IllegalArgumentException("the bytes from " + offset + " on are past");
        }
        while (offset + length > end()) {
            readOn(offset);
        }
        return Math.toIntExact(offset - start);
    }

    byte[] window() {
        return window;
    }

    /** Whether all of it is held, once it has been read. */
    boolean isHeldWhole() {
        return start == 0 && window.length == file.size();
    }

    /** Reads what is left; whether the bytes have the hash that is the pack's name. */
    boolean hasItsName() throws InterruptedException {
        while (end() < file.size()) {
            readOn(file.size() <= WHOLE ? 0 : end());
        }
        return FileId.fromBytes(digest.digest(), 0).equals(file.id());
    }

    private long end() {
        return start + window.length;
    }

    /** What lies before the offset is needed no more. */
    private void readOn(long offset) throws InterruptedException {
        long end = end();
        int length = Math.toIntExact(Math.min(file.size() - end, file.size() <= WHOLE ? WHOLE : STEP));
        byte[] next = store.getRange(FileKind.PACK.key(file.id()), end, length);
        try (Permit _ = threads.acquire()) {
            digest.update(next);
        }
        int kept = (int) Math.max(0, end - Math.max(offset, start));
        if (kept > 0) {
            byte[] both = new byte[kept + length];
            System.arraycopy(window, window.length - kept, both, 0, kept);
            System.arraycopy(next, 0, both, kept, length);
            next = both;
        }
        start = end - kept;
        window = next;
    }
}
