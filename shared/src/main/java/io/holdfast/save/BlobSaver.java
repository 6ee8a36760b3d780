package io.holdfast.save;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.compress.BlobCompressor;
import io.holdfast.compress.CompressedBlob;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.Permit;
import io.holdfast.concurrent.ThreadBudget;
import io.holdfast.dedup.BlobClaims;
import io.holdfast.dedup.Claim;
import io.holdfast.encrypt.BlobSealer;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.encrypt.SealedBlob;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.IndexWriter;
import io.holdfast.pack.PackHeader;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.TreeSink;
import io.holdfast.upload.PackUploader;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Stores blobs: each is hashed, claimed, compressed, sealed and copied into a pack on the calling thread; full packs are
 * uploaded behind its back. Any number of threads may save together. After the first failure to store something every
 * call fails with it.
 *
 * <p>A saver leases the buffers of its open packs from {@link DataPathLimits#packs} for its whole life, and waits for them
 * when it is opened; open it before any other lease is taken. {@link #save} takes its own thread permits, so it is called
 * without one; it may be called while a lease of {@link DataPathLimits#memory} is held.
 */
public final class BlobSaver implements AutoCloseable {
    private final OpenRepository repository;
    private final SaverOptions options;
    private final ThreadBudget threads;
    private final IndexWriter index;
    private final BlobClaims claims;
    private final PackBuffers buffers;
    private final PackUploads uploads;
    private final OpenPacks packs;
    /** Savers read; {@link #flush} writes: then no blob is on its way into a pack that somebody was told is in flight. */
    private final ReentrantReadWriteLock storing = new ReentrantReadWriteLock();

    private final Workbenches benches;
    private final LongAdder dataBlobs = new LongAdder();
    private final LongAdder treeBlobs = new LongAdder();
    private final LongAdder plainBytes = new LongAdder();
    private final LongAdder packedBytes = new LongAdder();

    /** How the bytes of a claimed blob are made small. */
    @FunctionalInterface
    private interface Compression {
        CompressedBlob of(BlobCompressor compressor, Claim.Mine claim);
    }

    private BlobSaver(IndexedRepository indexed, DataPathLimits limits, SaverOptions options, PackBuffers buffers) {
        this.repository = indexed.repository();
        this.options = options;
        this.threads = limits.threads();
        this.buffers = buffers;
        this.index = new IndexWriter(repository.files(), indexed.index());
        this.claims = new BlobClaims(index);
        this.uploads = new PackUploads(new PackUploader(repository.store()), index, claims, buffers::wakeAll);
        this.benches = new Workbenches(() -> mostBenches(limits), this::newBench);
        this.packs = new OpenPacks(buffers, uploads, threads, options.packSize(), repository.random(), this::newSealer);
    }

    /** Waits until the budget has room for the buffers of three packs, about 60 MiB. */
    public static BlobSaver open(IndexedRepository repository, DataPathLimits limits) {
        return open(repository, limits, SaverOptions.STANDARD);
    }

    public static BlobSaver open(IndexedRepository repository, DataPathLimits limits, SaverOptions options) {
        try {
            PackBuffers buffers = new PackBuffers(options.bufferSize(), limits.packs());
            return new BlobSaver(repository, limits, options, buffers);
        } catch (InterruptedException e) {
            throw Cancellation.of("Waiting for room for packs", e);
        }
    }

    /**
     * Stores what remains in the buffer, unless the repository has it or another thread is storing it, and answers its id. The
     * bytes are the caller's again when this returns; the blob is durable and indexed after {@link #flush}. Buffers with an
     * array spare a copy.
     */
    public BlobId save(BlobType type, ByteBuffer plaintext) {
        return claimAndStore(
                type, () -> BlobId.of(plaintext), (compressor, claim) -> compressor.compress(claim, plaintext.slice()));
    }

    /** As the other, for a blob whose pieces are compressed already. */
    BlobId save(BlobType type, BlobId id, List<byte[]> frames, int plainLength) {
        return claimAndStore(type, () -> id, (_, claim) -> BlobCompressor.ofFrames(claim, frames, plainLength));
    }

    /** Feeds a piece of a blob to the digest, and compresses it by itself. */
    byte[] frame(ByteBuffer piece, MessageDigest digest) {
        try {
            BlobWorkbench bench = benches.take();
            try (Permit _ = threads.acquire()) {
                digest.update(piece.duplicate());
                return bench.compressor().frame(piece);
            } finally {
                benches.giveBack(bench);
            }
        } catch (InterruptedException e) {
            throw Cancellation.of("Compressing a tree", e);
        }
    }

    /** Stores trees as blobs. */
    public TreeSink trees() {
        return new SavedTrees(this);
    }

    private BlobId claimAndStore(BlobType type, Supplier<BlobId> hash, Compression compression) {
        uploads.ensureSound();
        try {
            storing.readLock().lockInterruptibly();
            try {
                BlobId id = hash(hash);
                if (claims.claim(type, id) instanceof Claim.Mine mine) {
                    keep(mine, compression);
                }
                return id;
            } finally {
                storing.readLock().unlock();
            }
        } catch (InterruptedException e) {
            throw Cancellation.of("Storing data", e);
        }
    }

    private BlobId hash(Supplier<BlobId> hash) throws InterruptedException {
        try (Permit _ = threads.acquire()) {
            return hash.get();
        }
    }

    /**
     * A claim that is not kept ends the saver: another thread may have been told that this blob is in flight, and have named
     * it in a tree.
     */
    private void keep(Claim.Mine claim, Compression compression) throws InterruptedException {
        try {
            store(claim, compression);
        } catch (InterruptedException e) {
            uploads.fail(
                    new BackupException(FailureKind.CANCELLED, "storing the blob " + claim.id() + " was cancelled", e));
            throw e;
        } catch (RuntimeException | Error e) {
            uploads.fail(e);
            throw e;
        }
    }

    private void store(Claim.Mine claim, Compression compression) throws InterruptedException {
        BlobWorkbench bench = benches.take();
        try {
            SealedBlob sealed = seal(claim, compression, bench);
            packs.add(sealed);
            count(sealed);
        } finally {
            benches.giveBack(bench);
        }
    }

    private SealedBlob seal(Claim.Mine claim, Compression compression, BlobWorkbench bench)
            throws InterruptedException {
        try (Permit _ = threads.acquire()) {
            return bench.sealer().seal(compression.of(bench.compressor(), claim));
        }
    }

    /** What this saver has stored so far, packs still open included. */
    public SavedBytes totals() {
        return new SavedBytes(dataBlobs.sum(), treeBlobs.sum(), plainBytes.sum(), packedBytes.sum());
    }

    /** Returns once all that was saved before is durable and indexed. Others may go on saving; they wait no longer than for one upload. */
    public void flush() {
        uploads.ensureSound();
        try {
            sendOff();
            uploads.await();
        } catch (InterruptedException e) {
            throw Cancellation.of("Uploading data", e);
        }
        uploads.ensureSound();
        try {
            index.flush();
        } catch (RuntimeException | Error e) {
            uploads.fail(e);
            throw e;
        }
    }

    private void sendOff() throws InterruptedException {
        storing.writeLock().lockInterruptibly();
        try {
            packs.finish();
        } finally {
            storing.writeLock().unlock();
        }
    }

    /** Ends uploads that still run and gives back the buffers. What was not flushed before may be lost. */
    @Override
    public void close() {
        uploads.close();
        buffers.close();
        benches.close();
    }

    private void count(SealedBlob sealed) {
        switch (sealed.type()) {
            case DATA -> dataBlobs.increment();
            case TREE -> treeBlobs.increment();
        }
        plainBytes.add(sealed.plainLength());
        packedBytes.add(sealed.length() + (long) PackHeader.entrySize(sealed.isCompressed()));
    }

    /** One for each thread, as far as they take no more than packs may. */
    private static int mostBenches(DataPathLimits limits) {
        return (int) Math.min(limits.threads().threads(), limits.packs().bytes() / BlobWorkbench.LARGEST);
    }

    private BlobWorkbench newBench() {
        return new BlobWorkbench(new BlobCompressor(options.compression()), new BlobSealer(newSealer()));
    }

    private ByteSealer newSealer() {
        return new ByteSealer(repository.key(), repository.random());
    }
}
