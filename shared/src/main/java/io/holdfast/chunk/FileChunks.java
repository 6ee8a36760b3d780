package io.holdfast.chunk;

import io.holdfast.concurrent.Permit;
import io.holdfast.concurrent.ThreadBudget;
import io.holdfast.linux.LinuxError;
import io.holdfast.read.SparseReader;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The chunks of a file's range, in order. Several threads may take chunks of one file: each reads and cuts alone, under a
 * lock, and works on its own chunk while the next thread cuts. No chunk crosses a multiple of {@link #SEGMENT}, so that the
 * chunks of a file are the same whether it is read as one or in ranges.
 */
public final class FileChunks {
    /** Where ranges of a large file begin and end, in bytes. */
    public static final long SEGMENT = 1L << 30;

    private static final int PIECE = 128 * 1024;

    private final SparseReader source;
    private final Chunker chunker;
    private final ThreadBudget threads;
    private final ReentrantLock lock = new ReentrantLock();
    private byte[] carry = {};
    private int carried;
    private long end;
    private long position;
    private int count;

    /** The chunks from one offset, where a segment begins, to another; searching takes permits, reading does not. */
    public FileChunks(SparseReader source, Chunker chunker, ThreadBudget threads, long from, long end) {
        this.source = source;
        this.chunker = chunker;
        this.threads = threads;
        this.position = from;
        this.end = Math.min(end, source.size());
    }

    /**
     * Reads the next chunk into the buffer; empty at the end of the range, or where the file turns out to be shorter than its
     * status said.
     */
    public Optional<Chunk> next(ChunkBuffer buffer) throws LinuxError, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (position >= end) {
                return Optional.empty();
            }
            return isWholeHole() ? Optional.of(skipHole()) : cut(buffer);
        } finally {
            lock.unlock();
        }
    }

    /** The offset behind the last chunk taken: the file's real length once {@link #next} has been empty. */
    public long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    private boolean isWholeHole() throws LinuxError {
        int min = chunker.sizes().min();
        return chunkLimit() >= min && source.isHole(position, min);
    }

    private Chunk skipHole() {
        carried = Math.max(0, carried - chunker.sizes().min());
        position += chunker.sizes().min();
        return new Chunk(count++, chunker.sizes().min(), true);
    }

    private Optional<Chunk> cut(ChunkBuffer buffer) throws LinuxError, InterruptedException {
        int limit = (int) Math.min(chunkLimit(), chunker.sizes().max());
        ChunkScan scan = chunker.begin();
        buffer.ensure(Math.min(limit, chunker.sizes().min() + PIECE));
        System.arraycopy(carry, 0, buffer.bytes(), 0, carried);
        int filled = carried;
        while (!advance(scan, buffer, filled)) {
            int wanted =
                    Math.min(limit - filled, Math.max(PIECE, chunker.sizes().min() - filled));
            if (wanted == 0) {
                return filled == 0 ? Optional.empty() : taken(buffer, filled, filled);
            }
            buffer.ensure(filled + wanted);
            int read = source.read(buffer.bytes(), filled, wanted, position + filled);
            filled += read;
            if (read < wanted) {
                end = position + filled;
                limit = filled;
            }
        }
        return taken(buffer, scan.length(), filled);
    }

    private boolean advance(ChunkScan scan, ChunkBuffer buffer, int filled) throws InterruptedException {
        if (filled < chunker.sizes().min()) {
            return false;
        }
        try (Permit _ = threads.acquire()) {
            return scan.advance(buffer.bytes(), filled);
        }
    }

    /** Hands out the chunk and keeps what was read behind it for the next one. */
    private Optional<Chunk> taken(ChunkBuffer buffer, int length, int filled) {
        carried = filled - length;
        if (carried > carry.length) {
            carry = new byte[PIECE];
        }
        System.arraycopy(buffer.bytes(), length, carry, 0, carried);
        position += length;
        return Optional.of(new Chunk(count++, length, false));
    }

    /** How long the next chunk may be at most: to the end of the segment or of the range. */
    private long chunkLimit() {
        long segmentEnd = (position / SEGMENT + 1) * SEGMENT;
        return Math.min(segmentEnd, end) - position;
    }
}
