package io.holdfast.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlobIdSetTest {
    private static final BlobId ZERO = BlobId.fromWords(0, 0, 0, 0);

    /** Few different words, so that many ids fall on the same place. */
    @Test
    void shouldHoldWhatAnyOtherSetWould() {
        Random random = new Random(5);
        BlobIdSet set = new BlobIdSet();
        Set<BlobId> expected = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            BlobId id = i == 2_500
                    ? ZERO
                    : BlobId.fromWords(random.nextInt(3), random.nextInt(50), random.nextInt(20), random.nextInt(2));
            assertThat(set.contains(id)).isEqualTo(expected.contains(id));
            assertThat(set.add(id)).isEqualTo(expected.add(id));
        }
        assertThat(set.size()).isEqualTo(expected.size());
        Set<BlobId> told = new HashSet<>();
        set.forEach(id -> assertThat(told.add(id)).isTrue());
        assertThat(told).isEqualTo(expected);
        assertThat(expected).contains(ZERO).allMatch(set::contains);
    }
}
