package io.holdfast.index;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.dedup.KnownBlobs;
import io.holdfast.pack.PackEntry;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.SealedFiles;
import io.holdfast.upload.StoredPack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes stored packs into index files: one for every 50,000 blobs, at the first pack ten minutes after the last, and when
 * flushed. A pack is never split between files. Only what a durable index file names is added to the {@link BlobIndex} that
 * others share: they may rely on it even if this process dies. Thread-safe.
 */
public final class IndexWriter implements KnownBlobs {
    static final int MAX_BLOBS = 50_000;
    private static final long MAX_AGE = Duration.ofMinutes(10).toNanos();

    private final SealedFiles files;
    private final BlobIndex index;
    private final ReentrantLock lock = new ReentrantLock();
    /** Held by whoever takes packs and writes them, so that none is on its way while {@link #flush} finds nothing to do. */
    private final ReentrantLock writing = new ReentrantLock();

    private final Map<BlobType, Set<BlobId>> unindexed = new EnumMap<>(BlobType.class);
    private List<StoredPack> pending = new ArrayList<>();
    private int pendingBlobs;
    private long lastWritten = System.nanoTime();

    public IndexWriter(SealedFiles files, BlobIndex index) {
        this.files = files;
        this.index = index;
        for (BlobType type : BlobType.values()) {
            unindexed.put(type, ConcurrentHashMap.newKeySet());
        }
    }

    /** Whether the blob lies in a pack that is stored, be it indexed already or not. */
    @Override
    public boolean contains(BlobId id, BlobType type) {
        return blobs(type).contains(id) || index.contains(id, type);
    }

    /** Takes a pack; writes an index file first where this one would make it too large or it has waited too long. */
    public void add(StoredPack pack) {
        if (isDue(pack)) {
            flush();
        }
        lock.lock();
        try {
            pending.add(pack);
            pendingBlobs += pack.entries().size();
            pack.entries().forEach(entry -> blobs(entry.type()).add(entry.id()));
        } finally {
            lock.unlock();
        }
    }

    /** Returns once every pack added before is named by a durable index file; others may be added meanwhile. */
    public void flush() {
        try {
            writing.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Cancellation.of("Writing an index", e);
        }
        try {
            write(takePending());
        } finally {
            writing.unlock();
        }
    }

    private boolean isDue(StoredPack next) {
        lock.lock();
        try {
            boolean old = System.nanoTime() - lastWritten >= MAX_AGE;
            return pendingBlobs > 0 && (old || pendingBlobs + next.entries().size() > MAX_BLOBS);
        } finally {
            lock.unlock();
        }
    }

    private List<StoredPack> takePending() {
        lock.lock();
        try {
            List<StoredPack> taken = pending;
            pending = new ArrayList<>();
            pendingBlobs = 0;
            lastWritten = System.nanoTime();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void write(List<StoredPack> packs) {
        if (packs.isEmpty()) {
            return;
        }
        boolean saved = false;
        try {
            files.save(FileKind.INDEX, IndexCodec.encode(packs));
            saved = true;
        } finally {
            if (!saved) {
                keepPending(packs);
            }
        }
        index.add(packs);
        for (StoredPack pack : packs) {
            for (PackEntry entry : pack.entries()) {
                blobs(entry.type()).remove(entry.id());
            }
        }
    }

    /** Packs that no index file names yet: the next flush writes them, or fails as well. */
    private void keepPending(List<StoredPack> packs) {
        lock.lock();
        try {
            pending.addAll(packs);
            pendingBlobs +=
                    packs.stream().mapToInt(pack -> pack.entries().size()).sum();
        } finally {
            lock.unlock();
        }
    }

    private Set<BlobId> blobs(BlobType type) {
        Set<BlobId> blobs = unindexed.get(type);
        if (blobs == null) {
            throw new AssertionError("no blobs of type " + type);
        }
        return blobs;
    }
}
