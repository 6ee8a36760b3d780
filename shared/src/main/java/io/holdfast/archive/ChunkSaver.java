package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.chunk.Chunk;
import io.holdfast.chunk.ChunkBuffer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Saves chunks, and a hole's zeros once for all holes of the run. Thread-safe. */
final class ChunkSaver {
    private final BlobSaver saver;
    private final AtomicReference<@Nullable BlobId> zeros = new AtomicReference<>();

    ChunkSaver(BlobSaver saver) {
        this.saver = saver;
    }

    /** The chunk's id; its bytes are in the buffer, and free again when this returns. */
    BlobId save(Chunk chunk, ChunkBuffer buffer) {
        return chunk.isHole()
                ? saveZeros(chunk.length())
                : saver.save(BlobType.DATA, ByteBuffer.wrap(buffer.bytes(), 0, chunk.length()));
    }

    /** All holes have the same length, so their chunk is hashed and claimed but once. */
    private BlobId saveZeros(int length) {
        BlobId known = zeros.get();
        if (known != null) {
            return known;
        }
        BlobId saved = saver.save(BlobType.DATA, ByteBuffer.allocate(length));
        zeros.set(saved);
        return saved;
    }
}
