package io.holdfast.check;

import io.holdfast.blob.FileId;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.Lease;
import io.holdfast.concurrent.Permit;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.BlobNumbers;
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

/**
 * Reads whole packs: their size, their hash, their header against the index, and every blob that the index places in them
 * against its id. Blobs are looked at even where the pack is known to be damaged, as most of them may be whole. Safe for any
 * thread.
 */
final class PackVerifier {
    /** What is read of a file that is much longer than its pack should be; packs have 128 MiB at most. */
    private static final long LONGEST = 256 << 20;

    private final OpenRepository repository;
    private final IndexedRepository indexed;
    private final DataPathLimits limits;
    private final PackInventory inventory;
    private final PackContents contents;
    private final StoredBlobs blobs;
    private final DamageList damages;

    /** What is wrong with a pack as a whole. */
    private record Problem(String text, String remedy) {}

    /** How many entries a header has. */
    private static final class Tally {
        private int all;
        private int indexed;
    }

    PackVerifier(
            IndexedRepository indexed,
            DataPathLimits limits,
            PackInventory inventory,
            PackContents contents,
            StoredBlobs blobs,
            DamageList damages) {
        this.repository = indexed.repository();
        this.indexed = indexed;
        this.limits = limits;
        this.inventory = inventory;
        this.contents = contents;
        this.blobs = blobs;
        this.damages = damages;
    }

    /** The pack is one of those that the index names. */
    void verify(StoredFile file) throws InterruptedException {
        int pack = blobs.numbers().packNumber(file.id()).orElseThrow();
        int[] copies = contents.copies(pack);
        int length = (int) Math.min(file.size(), Math.max(inventory.size(pack), LONGEST));
        long header = PackHeader.size(List.of()) + (long) PackHeader.entrySize(true) * copies.length;
        try (Permit _ = limits.files().acquire();
                Lease _ = limits.memory().acquire(length + header)) {
            byte[] bytes = repository.store().getRange(FileKind.PACK.key(file.id()), 0, length);
            Optional<Problem> problem = problem(file, pack, bytes);
            int[] lost = lost(copies, bytes);
            if (problem.isPresent() || lost.length > 0) {
                Problem found = problem.orElseGet(() -> damaged(file.id(), "it was written with damage"));
                note(file.id(), copies, lost, found);
            }
        } catch (BackupException e) {
            note(file.id(), copies, copies, damaged(file.id(), Findings.problem(e)));
        }
    }

    private void note(FileId pack, int[] copies, int[] lost, Problem problem) {
        String text = problem.text() + ": " + (lost.length == 0 ? "none" : lost.length) + " of its " + copies.length
                + (copies.length == 1 ? " blob is lost" : " blobs are lost");
        int damage = damages.add("pack " + pack, text, problem.remedy());
        for (int copy : lost) {
            blobs.lose(copy, damage);
        }
    }

    private Optional<Problem> problem(StoredFile file, int pack, byte[] bytes) throws InterruptedException {
        boolean whole;
        try (Permit _ = limits.threads().acquire()) {
            whole = bytes.length == file.size() && FileId.of(bytes).equals(file.id());
        }
        long expected = inventory.size(pack);
        if (whole && file.size() != expected) {
            return Optional.of(unlikeIndex("it has " + file.size() + " bytes, which its name says is right, but the"
                    + " index makes it " + expected));
        }
        if (file.size() != expected) {
            return Optional.of(damaged(file.id(), "it has " + file.size() + " bytes instead of " + expected));
        }
        if (!whole) {
            return Optional.of(damaged(file.id(), "its bytes do not have the hash that is its name"));
        }
        try {
            return agrees(file.id(), pack, bytes)
                    ? Optional.empty()
                    : Optional.of(unlikeIndex("its header and the index disagree about its blobs"));
        } catch (BackupException e) {
            return Optional.of(damaged(file.id(), Findings.problem(e)));
        }
    }

    /** Whether the header, at the end of these bytes, names just what the index does. */
    private boolean agrees(FileId id, int pack, byte[] bytes) {
        if (bytes.length < PackHeader.LENGTH_FIELD) {
            throw new BackupException(FailureKind.CORRUPT, "it is too short to have a header");
        }
        int end = bytes.length - PackHeader.LENGTH_FIELD;
        int length = PackHeader.sealedLength(Arrays.copyOfRange(bytes, end, bytes.length), bytes.length);
        Tally entries = new Tally();
        ByteSealer opener = new ByteSealer(repository.key(), repository.random());
        PackHeader.decode(bytes, end - length, length, opener, entry -> {
            entries.all++;
            entries.indexed += isIndexed(id, entry) ? 1 : 0;
        });
        return entries.all == inventory.blobs(pack) && entries.all == entries.indexed;
    }

    private boolean isIndexed(FileId pack, PackEntry entry) {
        BlobPlace place = new BlobPlace(pack, entry.offset(), entry.length(), entry.plainLength(), entry.compressed());
        return indexed.index().locateAll(entry.id(), entry.type()).contains(place);
    }

    /** Which of the copies are not, at their places, what they should be. */
    private int[] lost(int[] copies, byte[] bytes) throws InterruptedException {
        int[] lost = new int[copies.length];
        int count = 0;
        for (int copy : copies) {
            try (Permit _ = limits.threads().acquire()) {
                if (!isWhole(copy, bytes)) {
                    lost[count++] = copy;
                }
            }
        }
        return Arrays.copyOf(lost, count);
    }

    private boolean isWhole(int copy, byte[] bytes) {
        BlobNumbers numbers = blobs.numbers();
        BlobPlace place = numbers.place(copy);
        if ((long) place.offset() + place.length() > bytes.length) {
            return false;
        }
        try {
            byte[] _ = indexed.open(numbers.id(copy), place, bytes, place.offset());
            return true;
        } catch (BackupException e) {
            Findings.requireDamage(e);
            return false;
        }
    }

    static String damagedRemedy(FileId pack) {
        return "restore it from a copy, or run restic repair packs " + pack
                + " and restic repair snapshots --forget, and back up again";
    }

    private static Problem damaged(FileId pack, String text) {
        return new Problem(text, damagedRemedy(pack));
    }

    private static Problem unlikeIndex(String text) {
        return new Problem(text, "run restic repair index --read-all-packs, which makes the index anew from the packs");
    }
}
