package io.holdfast.pack;

import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.blob.Sha256;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.encrypt.SealedBlob;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * One pack being filled, in a buffer that is the caller's again once the finished pack has been stored. Its hash is kept up
 * while it is written, so there is no second pass. Holds blobs of one type: restic reads trees and data apart. Not
 * thread-safe.
 */
public final class PackBuilder {
    /** So that blobs of a few bytes make small packs, not lists of hundreds of thousands of entries in memory. */
    static final int MOST_BLOBS = 20_000;

    private final BlobType type;
    private final byte[] buffer;
    private final int target;
    private final MessageDigest digest = Sha256.digest();
    private final List<PackEntry> entries = new ArrayList<>();
    private int size;

    /** {@code target} is how many bytes make it full. */
    public PackBuilder(BlobType type, byte[] buffer, int target) {
        this.type = type;
        this.buffer = buffer;
        this.target = target;
    }

    /** A pack of this blob alone, in the blob's own array: the sealer's next blob must wait until it is stored. */
    public static PackBuilder alone(SealedBlob blob) {
        PackBuilder pack = new PackBuilder(blob.type(), blob.array(), blob.length());
        pack.enter(blob);
        pack.count(blob.length());
        return pack;
    }

    /** Whether {@code length} more sealed bytes fit. */
    public boolean hasRoom(int length) {
        return length <= buffer.length - size && entries.size() < MOST_BLOBS;
    }

    public boolean isFull() {
        return size >= target || entries.size() >= MOST_BLOBS;
    }

    /** Copies the blob in; there must be room. */
    public void append(SealedBlob blob) {
        if (blob.type() != type || !hasRoom(blob.length())) {
            throw new IllegalArgumentException("a " + blob.type() + " blob of " + blob.length()
                    + " bytes does not belong into a " + type + " pack of " + size);
        }
        enter(blob);
        write(blob.array(), blob.length());
    }

    /** Takes over all blobs of another pack if they fit and this stays within its target; false where not. */
    public boolean absorb(PackBuilder other) {
        boolean fits = other.type == type
                && size + other.size <= Math.min(target, buffer.length)
                && entries.size() + other.entries.size() <= MOST_BLOBS;
        if (fits) {
            int distance = size;
            other.entries.forEach(entry -> entries.add(entry.movedBy(distance)));
            write(other.buffer, other.size);
        }
        return fits;
    }

    /** Ends the pack with its header. */
    public FinishedPack finish(ByteSealer sealer) {
        byte[] header = PackHeader.encode(entries, sealer);
        digest.update(header);
        FileId id = FileId.fromBytes(digest.digest(), 0);
        return new FinishedPack(id, type, entries, List.of(ByteBuffer.wrap(buffer, 0, size), ByteBuffer.wrap(header)));
    }

    /** The buffer that was lent. */
    public byte[] buffer() {
        return buffer;
    }

    private void enter(SealedBlob blob) {
        entries.add(new PackEntry(blob.id(), type, size, blob.length(), blob.plainLength(), blob.isCompressed()));
    }

    private void write(byte[] source, int length) {
        System.arraycopy(source, 0, buffer, size, length);
        count(length);
    }

    /** So many bytes have come into the buffer. */
    private void count(int length) {
        digest.update(buffer, size, length);
        size += length;
    }
}
