package io.holdfast.compress;

import io.holdfast.blob.BlobType;
import io.holdfast.dedup.Claim;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Compresses blobs one after the other, reusing its buffers. Data that a cheap sample or the whole attempt shows not to
 * shrink stays raw; trees are always compressed, because restic's prune rewrites every pack with an uncompressed tree.
 * Not thread-safe.
 */
public final class BlobCompressor implements AutoCloseable {
    private static final int SAMPLED_FROM = 64 << 10;
    private static final int SAMPLE_PIECES = 4;
    private static final int SAMPLE_PIECE = 4 << 10;
    private static final int SAMPLE = SAMPLE_PIECES * SAMPLE_PIECE;

    private final CompressionLevel level;
    private final ZstdCompressor zstd;
    private final byte[] sample = new byte[SAMPLE];
    private byte[] heapCopy = new byte[0];

    public BlobCompressor(CompressionLevel level) {
        this.level = level;
        this.zstd = new ZstdCompressor(level);
    }

    /** Plaintext in an array is read in place; from native memory it is copied first. Its position moves. */
    public CompressedBlob compress(Claim.Mine claim, ByteBuffer plaintext) {
        int length = plaintext.remaining();
        byte[] source = plaintext.hasArray() ? plaintext.array() : copyToHeap(plaintext);
        int offset = plaintext.hasArray() ? plaintext.arrayOffset() + plaintext.position() : 0;
        if (claim.type() == BlobType.TREE || promises(source, offset, length)) {
            int packed = zstd.compress(source, offset, length);
            if (claim.type() == BlobType.TREE || packed < length) {
                return blob(claim, ByteBuffer.wrap(zstd.buffer(), 0, packed), length, true);
            }
        }
        return blob(claim, ByteBuffer.wrap(source, offset, length), length, false);
    }

    /** A frame of its own, in an array of its own, for a piece of a blob in an array. */
    public byte[] frame(ByteBuffer piece) {
        int packed = zstd.compress(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
        return Arrays.copyOf(zstd.buffer(), packed);
    }

    /** The blob whose plaintext is that of the frames, one after the other: zstd's format lets frames follow each other. */
    public static CompressedBlob ofFrames(Claim.Mine claim, List<byte[]> frames, int plainLength) {
        List<ByteBuffer> parts = frames.stream().map(ByteBuffer::wrap).toList();
        return new CompressedBlob(claim.type(), claim.id(), parts, plainLength, true);
    }

    @Override
    public void close() {
        zstd.close();
    }

    private static CompressedBlob blob(Claim.Mine claim, ByteBuffer bytes, int plainLength, boolean compressed) {
        return new CompressedBlob(claim.type(), claim.id(), List.of(bytes), plainLength, compressed);
    }

    /** Whether four pieces from all over the data shrink by at least a thirty-second together. */
    private boolean promises(byte[] source, int offset, int length) {
        if (level == CompressionLevel.OFF) {
            return false;
        }
        if (length < SAMPLED_FROM) {
            return true;
        }
        int stride = (length - SAMPLE_PIECE) / (SAMPLE_PIECES - 1);
        for (int i = 0; i < SAMPLE_PIECES; i++) {
            System.arraycopy(source, offset + i * stride, sample, i * SAMPLE_PIECE, SAMPLE_PIECE);
        }
        return zstd.compress(sample, 0, SAMPLE) <= SAMPLE - SAMPLE / 32;
    }

    private byte[] copyToHeap(ByteBuffer plaintext) {
        int length = plaintext.remaining();
        if (heapCopy.length < length) {
            heapCopy = new byte[length];
        }
        plaintext.get(heapCopy, 0, length);
        return heapCopy;
    }
}
