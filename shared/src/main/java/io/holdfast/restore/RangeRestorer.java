package io.holdfast.restore;

import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.Lease;
import io.holdfast.concurrent.Permit;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.upload.FileKind;
import java.util.Optional;

/** Fetches a range, opens and verifies its blobs, and writes each to wherever it goes. Safe for any thread. */
final class RangeRestorer {
    private final IndexedRepository repository;
    private final ObjectStore store;
    private final FileWriter writer;
    private final DataPathLimits limits;

    RangeRestorer(IndexedRepository repository, FileWriter writer, DataPathLimits limits) {
        this.repository = repository;
        this.store = repository.repository().store();
        this.writer = writer;
        this.limits = limits;
    }

    void restore(FetchRange range) throws InterruptedException {
        try (Lease _ = limits.memory().acquire(range.bytesInFlight())) {
            Optional<byte[]> sealed = fetch(range);
            for (PlannedBlob blob : range.blobs()) {
                restore(blob, range, sealed);
            }
        }
    }

    /** Empty where a part of the pack is gone: then each blob is looked for alone. */
    private Optional<byte[]> fetch(FetchRange range) {
        try {
            return Optional.of(store.getRange(FileKind.PACK.key(range.pack()), range.offset(), range.length()));
        } catch (BackupException e) {
            if (isLoss(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void restore(PlannedBlob blob, FetchRange range, Optional<byte[]> sealed) throws InterruptedException {
        byte[] plaintext;
        try {
            plaintext = sealed.isPresent() ? open(blob, range, sealed.get()) : otherCopy(blob);
        } catch (BackupException e) {
            if (!isLoss(e)) {
                throw e;
            }
            lose(blob, e);
            return;
        }
        for (PlannedBlob.Piece piece : blob.pieces()) {
            writer.write(piece, plaintext);
            writer.pieceDone(piece.file());
        }
    }

    private byte[] open(PlannedBlob blob, FetchRange range, byte[] sealed) throws InterruptedException {
        try (Permit _ = limits.threads().acquire()) {
            return repository.open(blob.id(), blob.place(), sealed, blob.place().offset() - range.offset());
        } catch (BackupException e) {
            if (!isLoss(e)) {
                throw e;
            }
        }
        return otherCopy(blob);
    }

    /** From wherever it lies intact. */
    private byte[] otherCopy(PlannedBlob blob) {
        return repository.load(blob.id(), BlobType.DATA);
    }

    private void lose(PlannedBlob blob, BackupException failure) {
        for (PlannedBlob.Piece piece : blob.pieces()) {
            writer.fail(
                    piece.file(),
                    failure.kind(),
                    "its content from byte " + piece.offset() + " on is lost: " + failure.getMessage());
            writer.pieceDone(piece.file());
        }
    }

    private static boolean isLoss(BackupException failure) {
        return failure.kind() == FailureKind.CORRUPT || failure.kind() == FailureKind.NOT_FOUND;
    }
}
