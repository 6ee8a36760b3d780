package io.holdfast.repository;

import io.holdfast.blob.BlobId;
import io.holdfast.compress.Decompressor;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.BlobPlace;

/** Turns sealed bytes into a blob's plaintext, reusing its buffers. Not thread-safe. */
final class BlobOpener implements AutoCloseable {
    /** 16 MiB: longer than any chunk, so that the few trees beyond it leave nothing behind. */
    private static final int LARGEST_KEPT = 16 << 20;

    private final ByteSealer sealer;
    private final Decompressor decompressor = new Decompressor();
    private byte[] opened = new byte[0];

    BlobOpener(ByteSealer sealer) {
        this.sealer = sealer;
    }

    /** The plaintext, in an array of its own; {@code CORRUPT}, naming no pack, where it is not the blob of this id. */
    byte[] open(BlobId id, BlobPlace place, byte[] sealed, int offset) {
        byte[] plaintext = place.compressed() ? openCompressed(place, sealed, offset) : openRaw(place, sealed, offset);
        if (!BlobId.of(plaintext).equals(id)) {
            throw new BackupException(FailureKind.CORRUPT, "the content is not that of blob " + id);
        }
        return plaintext;
    }

    private byte[] openRaw(BlobPlace place, byte[] sealed, int offset) {
        byte[] plaintext = new byte[Math.max(0, place.length() - ByteSealer.OVERHEAD)];
        sealer.open(sealed, offset, place.length(), plaintext, 0);
        return plaintext;
    }

    private byte[] openCompressed(BlobPlace place, byte[] sealed, int offset) {
        int length = Math.max(0, place.length() - ByteSealer.OVERHEAD);
        byte[] frames = buffer(length);
        sealer.open(sealed, offset, place.length(), frames, 0);
        return decompressor.decompress(frames, 0, length, place.plainLength());
    }

    private byte[] buffer(int length) {
        if (length > LARGEST_KEPT) {
            return new byte[length];
        }
        if (opened.length < length) {
            opened = new byte[length];
        }
        return opened;
    }

    @Override
    public void close() {
        decompressor.close();
    }
}
