package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.chunk.Chunk;
import io.holdfast.chunk.ChunkBuffer;
import io.holdfast.save.BlobSaver;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Saves chunks, and a hole's zeros once for all holes of the run. Thread-safe. */
final class ChunkSaver {
    private final BlobSaver saver;
    private final LongConsumer stored;
    private final AtomicReference<@Nullable BlobId> zeros = new AtomicReference<>();

    /** {@code stored} is told the length of each chunk that was read, once it is saved. */
    ChunkSaver(BlobSaver saver, LongConsumer stored) {
        this.saver = saver;
        this.stored = stored;
    }

    /** The chunk's id; its bytes are in the buffer, and free again when this returns. */
    BlobId save(Chunk chunk, ChunkBuffer buffer) {
        if (chunk.isHole()) {
            return saveZeros(chunk.length());
        }
        BlobId saved = saver.save(BlobType.DATA, ByteBuffer.wrap(buffer.bytes(), 0, chunk.length()));
        stored.accept(chunk.length());
        return saved;
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
