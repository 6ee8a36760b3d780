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
import io.holdfast.upload.StoredFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads whole packs: their size, their hash, their header against the index, and every blob that the index places in them
 * against its id. Blobs are looked at even where the pack is known to be damaged, as most of them may be whole. Safe for any
 * thread.
 */
final class PackVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(PackVerifier.class);

    private final OpenRepository repository;
    private final IndexedRepository indexed;
    private final DataPathLimits limits;
    private final PackInventory inventory;
    private final PackContents contents;
    private final StoredBlobs blobs;
    private final DamageList damages;

    /** What is wrong with a pack as a whole. */
    private record Problem(String text, PackTrouble trouble) {}

    /** What was seen of a pack: what is wrong with it as a whole, and which of its copies of blobs are lost. */
    private record Verdict(Optional<Problem> problem, List<Integer> lost) {
        boolean isGood() {
            return problem.isEmpty() && lost.isEmpty();
        }
    }

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
        int[] copies = inOrder(contents.copies(pack));
        long header = PackHeader.size(List.of()) + (long) PackHeader.entrySize(true) * copies.length;
        try (Permit _ = limits.files().acquire();
                Lease _ = limits.memory().acquire(memory(file, copies) + header)) {
            Verdict verdict = lookTwice(file, pack, copies);
            if (!verdict.isGood()) {
                Problem found = verdict.problem().orElseGet(() -> damaged("it was written with damage"));
                note(file.id(), copies, verdict.lost(), found);
            }
        } catch (BackupException e) {
            note(file.id(), copies, Arrays.stream(copies).boxed().toList(), damaged(Findings.problem(e)));
        }
    }

    /** As they lie in the pack. */
    private int[] inOrder(int[] copies) {
        return Arrays.stream(copies)
                .boxed()
                .sorted(Comparator.comparingInt(
                        copy -> blobs.numbers().place(copy).offset()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** For what is held of the pack, and for the longest of its blobs while it is opened. */
    private long memory(StoredFile file, int[] copies) {
        long longest = 0;
        long opened = 0;
        for (int copy : copies) {
            BlobPlace place = blobs.numbers().place(copy);
            longest = Math.max(longest, place.length());
            opened = Math.max(opened, (long) place.length() + place.plainLength());
        }
        return PackReading.held(file, longest) + opened;
    }

    /** What looks damaged is looked at again: it may have been damaged on its way only. */
    private Verdict lookTwice(StoredFile file, int pack, int[] copies) throws InterruptedException {
        try {
            Verdict first = look(file, pack, copies);
            if (first.isGood()) {
                return first;
            }
            LOG.warn("the pack {} as it was read is damaged; reading it once more", file.id());
        } catch (BackupException e) {
            Findings.requireDamage(e);
            LOG.warn("the pack {} as it was read is damaged; reading it once more", file.id(), e);
        }
        return look(file, pack, copies);
    }

    private Verdict look(StoredFile file, int pack, int[] copies) throws InterruptedException {
        PackReading reading = new PackReading(repository.store(), file, limits.threads());
        List<Integer> lost = lost(file, copies, reading);
        return new Verdict(problem(file, pack, reading), lost);
    }

    private void note(FileId pack, int[] copies, List<Integer> lost, Problem problem) {
        String text = problem.text() + ": " + (lost.isEmpty() ? "none" : lost.size()) + " of its " + copies.length
                + (copies.length == 1 ? " blob is lost" : " blobs are lost");
        int damage = damages.add("pack " + pack, text, problem.trouble().remedy(pack));
        for (int copy : lost) {
            blobs.lose(copy, damage);
        }
    }

    private Optional<Problem> problem(StoredFile file, int pack, PackReading reading) throws InterruptedException {
        boolean whole = reading.hasItsName();
        long expected = inventory.size(pack);
        if (whole && file.size() != expected) {
            return Optional.of(unlikeIndex("it has " + file.size() + " bytes, which its name says is right, but the"
                    + " index makes it " + expected));
        }
        if (file.size() != expected) {
            return Optional.of(damaged("it has " + file.size() + " bytes instead of " + expected));
        }
        if (!whole) {
            return Optional.of(damaged("its bytes do not have the hash that is its name"));
        }
        try {
            return agrees(file.id(), pack, reading)
                    ? Optional.empty()
                    : Optional.of(unlikeIndex("its header and the index disagree about its blobs"));
        } catch (BackupException e) {
            return Optional.of(damaged(Findings.problem(e)));
        }
    }

    /** Whether the header names just what the index does. */
    private boolean agrees(FileId id, int pack, PackReading reading) {
        Tally entries = new Tally();
        Consumer<PackEntry> count = entry -> {
            entries.all++;
            entries.indexed += isIndexed(id, entry) ? 1 : 0;
        };
        if (reading.isHeldWhole()) {
            decodeHeader(reading.window(), count);
        } else {
            indexed.packHeader(id).forEach(count);
        }
        return entries.all == inventory.blobs(pack) && entries.all == entries.indexed;
    }

    private void decodeHeader(byte[] bytes, Consumer<PackEntry> each) {
        if (bytes.length < PackHeader.LENGTH_FIELD) {
            throw new BackupException(FailureKind.CORRUPT, "it is too short to have a header");
        }
        int end = bytes.length - PackHeader.LENGTH_FIELD;
        int length = PackHeader.sealedLength(Arrays.copyOfRange(bytes, end, bytes.length), bytes.length);
        PackHeader.decode(bytes, end - length, length, new ByteSealer(repository.key(), repository.random()), each);
    }

    private boolean isIndexed(FileId pack, PackEntry entry) {
        BlobPlace place = new BlobPlace(pack, entry.offset(), entry.length(), entry.plainLength(), entry.compressed());
        return indexed.index().locateAll(entry.id(), entry.type()).contains(place);
    }

    /** Which of the copies are not, at their places, what they should be. */
    private List<Integer> lost(StoredFile file, int[] copies, PackReading reading) throws InterruptedException {
        List<Integer> lost = new ArrayList<>();
        for (int copy : copies) {
            BlobPlace place = blobs.numbers().place(copy);
            if ((long) place.offset() + place.length() > file.size()) {
                lost.add(copy);
                continue;
            }
            int at = reading.seek(place.offset(), place.length());
            try (Permit _ = limits.threads().acquire()) {
                if (!isWhole(copy, reading.window(), at)) {
                    lost.add(copy);
                }
            }
        }
        return lost;
    }

    private boolean isWhole(int copy, byte[] bytes, int at) {
        BlobNumbers numbers = blobs.numbers();
        try {
            byte[] _ = indexed.open(numbers.id(copy), numbers.place(copy), bytes, at);
            return true;
        } catch (BackupException e) {
            Findings.requireDamage(e);
            return false;
        }
    }

    private static Problem damaged(String text) {
        return new Problem(text, PackTrouble.DAMAGED);
    }

    private static Problem unlikeIndex(String text) {
        return new Problem(text, PackTrouble.UNLIKE_THE_INDEX);
    }
}
