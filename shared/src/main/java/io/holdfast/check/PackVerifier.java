package io.holdfast.check;

import io.holdfast.blob.FileId;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.Lease;
import io.holdfast.concurrent.Permit;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.BlobPlace;
import io.holdfast.pack.PackEntry;
import io.holdfast.pack.PackHeader;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads whole packs: their hash, their header against the index, and every blob against its id. Safe for any thread. */
final class PackVerifier {
    private final OpenRepository repository;
    private final IndexedRepository indexed;
    private final DataPathLimits limits;
    private final Findings findings;

    PackVerifier(IndexedRepository indexed, DataPathLimits limits, Findings findings) {
        this.repository = indexed.repository();
        this.indexed = indexed;
        this.limits = limits;
        this.findings = findings;
    }

    void verify(StoredFile pack) throws InterruptedException {
        try (Permit _ = limits.files().acquire();
                Lease _ = limits.memory().acquire(Math.max(1, pack.size()))) {
            Optional<byte[]> whole = fetch(pack.id());
            if (whole.isEmpty()) {
                whole = fetch(pack.id()); // It may have been damaged on its way only.
            }
            if (whole.isPresent()) {
                verify(pack.id(), whole.get());
            } else {
                findings.error(
                        "pack " + pack.id(),
                        "its bytes do not have the hash that is its name, so some of its blobs are damaged",
                        remedy(pack.id()));
            }
        } catch (BackupException e) {
            findings.damage("pack " + pack.id(), e, remedy(pack.id()));
        }
    }

    /** The pack, or empty where its bytes do not have the hash that is its name. */
    private Optional<byte[]> fetch(FileId pack) throws InterruptedException {
        byte[] bytes = repository.store().get(FileKind.PACK.key(pack));
        try (Permit _ = limits.threads().acquire()) {
            return Optional.of(bytes).filter(read -> FileId.of(read).equals(pack));
        }
    }

    private void verify(FileId pack, byte[] bytes) throws InterruptedException {
        for (PackEntry entry : header(bytes)) {
            verify(pack, entry, bytes);
        }
    }

    private List<PackEntry> header(byte[] pack) {
        if (pack.length < PackHeader.LENGTH_FIELD) {
            throw new BackupException(FailureKind.CORRUPT, "it is too short to have a header");
        }
        int end = pack.length - PackHeader.LENGTH_FIELD;
        int length = PackHeader.sealedLength(Arrays.copyOfRange(pack, end, pack.length), pack.length);
        return PackHeader.decode(
                Arrays.copyOfRange(pack, end - length, end), new ByteSealer(repository.key(), repository.random()));
    }

    private void verify(FileId pack, PackEntry entry, byte[] bytes) throws InterruptedException {
        BlobPlace place = new BlobPlace(pack, entry.offset(), entry.length(), entry.plainLength(), entry.compressed());
        if (!indexed.index().locateAll(entry.id(), entry.type()).contains(place)) {
            findings.error(
                    "pack " + pack,
                    "its header and the index disagree about " + entry.type().label() + " blob " + entry.id(),
                    "run restic repair index, which makes the index anew from the packs");
        }
        try (Permit _ = limits.threads().acquire()) {
            byte[] _ = indexed.open(entry.id(), place, bytes, entry.offset());
        } catch (BackupException e) {
            findings.damage("pack " + pack, e, remedy(pack));
        }
    }

    private static String remedy(FileId pack) {
        return "restore it from a copy, or run restic repair packs " + pack
                + " and restic repair snapshots --forget, and back up again";
    }
}
