package io.holdfast.save;

import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.dedup.BlobClaims;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.IndexWriter;
import io.holdfast.pack.FinishedPack;
import io.holdfast.upload.PackUploader;
import io.holdfast.upload.StoredPack;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
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
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Runnable onFailure;
    private final Set<CountDownLatch> underWay = ConcurrentHashMap.newKeySet();

    /** {@code onFailure} wakes those who wait for what a failed upload will not do; they ask {@link #ensureSound}. */
    PackUploads(PackUploader uploader, IndexWriter index, BlobClaims claims, Runnable onFailure) {
        this.uploader = uploader;
        this.index = index;
        this.claims = claims;
        this.onFailure = onFailure;
    }

    /** Begins an upload; {@code afterwards} runs when it has ended, however it did. */
    void begin(FinishedPack pack, Runnable afterwards) {
        CountDownLatch ended = new CountDownLatch(1);
        underWay.add(ended);
        Runnable end = () -> {
            try {
                afterwards.run();
            } finally {
                underWay.remove(ended);
                ended.countDown();
            }
        };
        Future<Boolean> begun;
        try {
            begun = uploads.call(() -> {
                try {
                    upload(pack);
                    return true;
                } finally {
                    end.run();
                }
            });
        } catch (RuntimeException | Error e) {
            fail(e);
            end.run();
            throw e;
        }
        if (begun.isCancelled()) {
            fail(new BackupException(FailureKind.CANCELLED, "no more packs are uploaded"));
            end.run();
        }
    }

    /** Uploads on the calling thread. */
    void now(FinishedPack pack) {
        upload(pack);
        ensureSound();
    }

    /** Ends all: some blob that others may rely on will not be stored. */
    void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
        onFailure.run();
    }

    /** Throws what something has failed with. */
    void ensureSound() {
        Throwable first = failure.get();
        if (first != null) {
            FailureKind kind = first instanceof BackupException cause ? cause.kind() : FailureKind.INTERNAL;
            throw new BackupException(kind, "Storing data has failed: " + first.getMessage(), first);
        }
    }

    /** Returns once all uploads begun before have ended; {@link #ensureSound} tells how. Others may begin meanwhile. */
    void await() throws InterruptedException {
        for (CountDownLatch upload : List.copyOf(underWay)) {
            upload.await();
        }
    }

    @Override
    public void close() {
        uploads.close();
    }

    /**
     * A failure is kept for {@link #ensureSound}; were it thrown, the group would start no more uploads. Errors are thrown all
     * the same, since the process is not sound.
     */
    private void upload(FinishedPack pack) {
        try {
            StoredPack stored = uploader.store(pack);
            index.add(stored);
            stored.entries().forEach(entry -> claims.release(entry.id(), entry.type()));
        } catch (RuntimeException e) {
            fail(e);
        } catch (Error e) {
            fail(e);
            throw e;
        }
    }
}
