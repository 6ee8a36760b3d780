package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.chunk.Chunk;
import io.holdfast.chunk.ChunkBuffer;
import io.holdfast.chunk.FileChunks;
import io.holdfast.concurrent.ByteBudget;
import io.holdfast.concurrent.Lease;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.LinuxError;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One file's content on its way into the repository. Its owner takes chunk after chunk and saves it; helpers may do the same
 * beside it, each to completion, so that one large file keeps several cores busy without a queue. Helpers that come late find
 * nothing left. The open file is the owner's, who gets it back when no helper is at it any more.
 */
final class FileContent {
    private final FileChunks chunks;
    private final ChunkSaver saver;
    private final ByteBudget memory;
    private final long largestChunk;
    private final LongConsumer progress;
    private final ContentIds ids = new ContentIds();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private int helping;
    private boolean ended;
    private boolean broken;
    private @Nullable LinuxError helpersError;

    /** {@code progress} is told the length of each chunk that has been saved, by any thread. */
    FileContent(FileChunks chunks, ChunkSaver saver, ByteBudget memory, long largestChunk, LongConsumer progress) {
        this.chunks = chunks;
        this.saver = saver;
        this.memory = memory;
        this.largestChunk = largestChunk;
        this.progress = progress;
    }

    /** Stores all chunks and answers their ids; the caller owns the file. */
    List<BlobId> store(ChunkBuffer buffer) throws LinuxError, InterruptedException {
        try (Lease _ = memory.acquire(largestChunk)) {
            while (saveNext(buffer)) {}
        } finally {
            buffer.shrink();
        }
        return ids.inOrder();
    }

    /** The same, with as many helpers as the workers' limits allow at any time. */
    List<BlobId> store(ChunkBuffer buffer, FileWorkers workers) throws LinuxError, InterruptedException {
        try (Lease _ = memory.acquire(largestChunk)) {
            boolean more = true;
            for (int called = 0; more; more = saveNext(buffer)) {
                while (called < workers.helpersWanted() && workers.callHelper(this::help)) {
                    called++;
                }
            }
        } finally {
            buffer.shrink();
            awaitHelpers();
        }
        requireAll();
        return ids.inOrder();
    }

    /** Stores chunks until none is left. */
    void help(ChunkBuffer buffer) throws InterruptedException {
        try (Lease _ = memory.acquire(largestChunk)) {
            if (!arrive()) {
                return;
            }
            boolean done = false;
            try {
                while (saveNext(buffer)) {}
                done = true;
            } catch (LinuxError error) {
                remember(error);
                done = true;
            } finally {
                leave(done);
            }
        } finally {
            buffer.shrink();
        }
    }

    /** What has been stored by now, from the first chunk on. */
    FileBeginning soFar() {
        return ids.beginning();
    }

    /** Takes a chunk and saves it; false where none is left. */
    private boolean saveNext(ChunkBuffer buffer) throws LinuxError, InterruptedException {
        Optional<Chunk> next = chunks.next(buffer);
        if (next.isPresent()) {
            Chunk chunk = next.get();
            ids.set(chunk.index(), saver.save(chunk, buffer), chunk.length());
            progress.accept(chunk.length());
        }
        return next.isPresent();
    }

    private boolean arrive() {
        lock.lock();
        try {
            helping += ended ? 0 : 1;
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** A chunk is missing where a helper has not ended by itself; it has failed its group then. */
    private void leave(boolean done) {
        lock.lock();
        try {
            helping--;
            broken |= !done;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits even when interrupted: helpers are interrupted with their group, and the file must not be closed under them. */
    private void awaitHelpers() {
        lock.lock();
        try {
            ended = true;
            while (helping > 0) {
                left.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void remember(LinuxError error) {
        lock.lock();
        try {
            helpersError = error;
        } finally {
            lock.unlock();
        }
    }

    private void requireAll() throws LinuxError {
        lock.lock();
        try {
            if (broken) {
                throw new BackupException(FailureKind.CANCELLED, "a helper at a large file has failed");
            }
            if (helpersError != null) {
                throw helpersError;
            }
        } finally {
            lock.unlock();
        }
    }
}
