package io.holdfast.repository;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.encrypt.RepositoryKey;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.BlobPlace;
import io.holdfast.objectstore.ObjectEntry;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.SecondReading;
import io.holdfast.pack.PackEntry;
import io.holdfast.pack.PackHeader;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.SealedFiles;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Reads from packs. Thread-safe: each call borrows one of as many openers as have ever been in use together. */
final class BlobReader implements AutoCloseable {
    private final ObjectStore store;
    private final SealedFiles files;
    private final RepositoryKey key;
    private final SecureRandom random;
    private final ConcurrentLinkedDeque<BlobOpener> idle = new ConcurrentLinkedDeque<>();

    BlobReader(ObjectStore store, SealedFiles files, RepositoryKey key, SecureRandom random) {
        this.store = store;
        this.files = files;
        this.key = key;
        this.random = random;
    }

    /** Fetches and opens one blob. */
    byte[] load(BlobId id, BlobPlace place) {
        return SecondReading.of(() -> open(id, place, fetch(place), 0));
    }

    /** Opens a blob whose sealed bytes lie at the offset; {@code CORRUPT} names the pack. */
    byte[] open(BlobId id, BlobPlace place, byte[] sealed, int offset) {
        BlobOpener borrowed = idle.pollFirst();
        BlobOpener opener = borrowed != null ? borrowed : new BlobOpener(new ByteSealer(key, random));
        try {
            return opener.open(id, place, sealed, offset);
        } catch (BackupException e) {
            throw files.damaged(FileKind.PACK, place.pack(), e);
        } finally {
            idle.addFirst(opener);
        }
    }

    /** The entries of a pack's own header. */
    List<PackEntry> header(FileId pack) {
        return SecondReading.of(() -> readHeader(pack));
    }

    private List<PackEntry> readHeader(FileId pack) {
        String file = FileKind.PACK.key(pack);
        long size = store.stat(file).map(ObjectEntry::size).orElseThrow(() -> missing(pack, null));
        try {
            if (size < PackHeader.LENGTH_FIELD) {
                throw new BackupException(FailureKind.CORRUPT, "it is only " + size + " bytes long");
            }
            byte[] end = store.getRange(file, size - PackHeader.LENGTH_FIELD, PackHeader.LENGTH_FIELD);
            int length = PackHeader.sealedLength(end, size);
            byte[] sealed = store.getRange(file, size - PackHeader.LENGTH_FIELD - length, length);
            return PackHeader.decode(sealed, new ByteSealer(key, random));
        } catch (BackupException e) {
            throw e.kind() == FailureKind.CORRUPT ? files.damaged(FileKind.PACK, pack, e) : e;
        }
    }

    @Override
    public void close() {
        for (BlobOpener opener = idle.pollFirst(); opener != null; opener = idle.pollFirst()) {
            opener.close();
        }
    }

    private byte[] fetch(BlobPlace place) {
        try {
            return store.getRange(FileKind.PACK.key(place.pack()), place.offset(), place.length());
        } catch (BackupException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                throw missing(place.pack(), e);
            }
            throw e.kind() == FailureKind.CORRUPT ? files.damaged(FileKind.PACK, place.pack(), e) : e;
        }
    }

    private BackupException missing(FileId pack, @Nullable BackupException cause) {
        return new BackupException(
                FailureKind.CORRUPT,
                "The pack file " + pack + " is missing from " + store.describe()
                        + ". Restore it from a copy, or run restic repair index and restic repair snapshots --forget.",
                cause);
    }
}
