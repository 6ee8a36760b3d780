package io.holdfast.archive;

import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.dedup.BlobClaims;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.IndexWriter;
import io.holdfast.pack.FinishedPack;
import io.holdfast.upload.PackUploader;
import io.holdfast.upload.StoredPack;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Uploads finished packs on virtual threads of its own, and has them indexed. The first failure ends all: whoever comes later
 * gets it too. Thread-safe.
 */
final class PackUploads implements AutoCloseable {
    private final PackUploader uploader;
    private final IndexWriter index;
    private final BlobClaims claims;
    private final TaskGroup uploads = new TaskGroup(Workers.virtualThreads("pack-upload"));
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    PackUploads(PackUploader uploader, IndexWriter index, BlobClaims claims) {
        this.uploader = uploader;
        this.index = index;
        this.claims = claims;
    }

    /** Begins an upload; {@code afterwards} runs when it has ended, however it did. */
    void begin(FinishedPack pack, Runnable afterwards) {
        uploads.fork(() -> {
            try {
                upload(pack);
            } finally {
                afterwards.run();
            }
        });
    }

    /** Uploads on the calling thread. */
    void now(FinishedPack pack) {
        upload(pack);
        ensureSound();
    }

    /** Ends all: some blob that others may rely on will not be stored. */
    void fail(RuntimeException cause) {
        failure.compareAndSet(null, cause);
    }

    /** Throws what something has failed with. */
    void ensureSound() {
        RuntimeException first = failure.get();
        if (first != null) {
            FailureKind kind = first instanceof BackupException cause ? cause.kind() : FailureKind.INTERNAL;
            throw new BackupException(kind, "Storing data has failed: " + first.getMessage(), first);
        }
    }

    /** Returns once all uploads have ended well. */
    void await() throws InterruptedException {
        uploads.join();
    }

    @Override
    public void close() {
        uploads.close();
    }

    /** A failure is kept for {@link #ensureSound}; were it thrown, the group would start no more, nor give buffers back. */
    private void upload(FinishedPack pack) {
        try {
            StoredPack stored = uploader.store(pack);
            index.add(stored);
            stored.entries().forEach(entry -> claims.release(entry.id(), entry.type()));
        } catch (RuntimeException e) {
            fail(e);
        }
    }
}
