package io.holdfast.check;

import io.holdfast.upload.StoredFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Which packs a check reads whole. */
public sealed interface DataSubset {
    DataSubset NOTHING = new Nothing();
    DataSubset EVERYTHING = new Everything();

    /** Those of the packs that are to be read. */
    List<StoredFile> choose(List<StoredFile> packs, RandomGenerator random);

    record Nothing() implements DataSubset {
        @Override
        public List<StoredFile> choose(List<StoredFile> packs, RandomGenerator random) {
            return List.of();
        }
    }

    record Everything() implements DataSubset {
        @Override
        public List<StoredFile> choose(List<StoredFile> packs, RandomGenerator random) {
            return packs;
        }
    }

    /** So many of a hundred, other ones each time; of a few packs, at least one. */
    record Percent(double percent) implements DataSubset {
        public Percent {
            if (!(percent > 0 && percent <= 100)) {
                throw new IllegalArgumentException("not a share above 0% and up to 100%: " + percent + "%");
            }
        }

        @Override
        public List<StoredFile> choose(List<StoredFile> packs, RandomGenerator random) {
            long count = packs.isEmpty() ? 0 : Math.max(1, (long) (packs.size() * (percent / 100)));
            return shuffled(packs, random).stream().limit(count).toList();
        }
    }

    /** One of several parts that are together all packs. A pack's part never changes, and is the one that restic says. */
    record Part(int number, int parts) implements DataSubset {
        /** The first byte of a pack's id tells its part. */
        private static final int MOST = 256;

        public Part {
            if (number < 1 || number > parts || parts > MOST) {
                throw new IllegalArgumentException(
                        "not a part such as 1/5, of " + MOST + " parts at most: " + number + "/" + parts);
            }
        }

        @Override
        public List<StoredFile> choose(List<StoredFile> packs, RandomGenerator random) {
            return packs.stream()
                    .filter(pack -> (pack.id().word(0) >>> (Long.SIZE - Byte.SIZE)) % parts == number - 1)
                    .toList();
        }
    }

    /** As many as come to so many bytes, other ones each time; at least one. */
    record Size(long bytes) implements DataSubset {
        public Size {
            if (bytes <= 0) {
                throw new IllegalArgumentException("not a size above 0: " + bytes);
            }
        }

        @Override
        public List<StoredFile> choose(List<StoredFile> packs, RandomGenerator random) {
            List<StoredFile> chosen = new ArrayList<>();
            long sum = 0;
            for (StoredFile pack : shuffled(packs, random)) {
                sum += pack.size();
                if (sum <= bytes || chosen.isEmpty()) {
                    chosen.add(pack);
                }
            }
            return chosen;
        }
    }

    private static List<StoredFile> shuffled(List<StoredFile> packs, RandomGenerator random) {
        List<StoredFile> shuffled = new ArrayList<>(packs);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
