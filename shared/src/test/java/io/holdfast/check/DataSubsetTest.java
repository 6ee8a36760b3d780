package io.holdfast.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.blob.FileId;
import io.holdfast.upload.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DataSubsetTest {
    private final Random random = new Random(5);
    private final List<StoredFile> packs = packs(200);

    @Test
    void shouldChooseAShareOtherPacksEachTime() {
        List<StoredFile> first = new DataSubset.Percent(12.5).choose(packs, random);
        List<StoredFile> second = new DataSubset.Percent(12.5).choose(packs, random);
        assertThat(first).hasSize(25).doesNotHaveDuplicates().isSubsetOf(packs);
        assertThat(second).hasSize(25).isNotEqualTo(first);
        assertThat(new DataSubset.Percent(100).choose(packs, random)).containsExactlyInAnyOrderElementsOf(packs);
        assertThat(new DataSubset.Percent(0.01).choose(packs, random)).hasSize(1);
        assertThat(new DataSubset.Percent(50).choose(List.of(), random)).isEmpty();
    }

    @Test
    void shouldChoosePartsThatAreTogetherAll() {
        List<StoredFile> all = new ArrayList<>();
        for (int part = 1; part <= 7; part++) {
            all.addAll(new DataSubset.Part(part, 7).choose(packs, random));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(packs);
    }

    /** restic puts a pack into the part that is the remainder of its first byte, and one. */
    @Test
    void shouldChooseThePartThatResticDoes() {
        byte[] id = new byte[FileId.LENGTH];
        id[0] = (byte) 200;
        StoredFile pack = new StoredFile(FileId.fromBytes(id, 0), 1);
        assertThat(new DataSubset.Part(200 % 7 + 1, 7).choose(List.of(pack), random))
                .containsExactly(pack);
        assertThat(new DataSubset.Part(201, 256).choose(List.of(pack), random)).containsExactly(pack);
    }

    @Test
    void shouldChooseAsManyAsComeToASize() {
        List<StoredFile> chosen = new DataSubset.Size(5_000).choose(packs, random);
        assertThat(chosen.stream().mapToLong(StoredFile::size).sum()).isBetween(4_700L, 5_000L);
        assertThat(new DataSubset.Size(1).choose(packs, random)).hasSize(1);
        assertThat(new DataSubset.Size(Long.MAX_VALUE).choose(packs, random)).hasSize(200);
    }

    @Test
    void shouldRefuseWhatIsNoPart() {
        for (double percent : new double[] {0, -1, 100.1, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new DataSubset.Percent(percent));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new DataSubset.Part(0, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new DataSubset.Part(6, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new DataSubset.Part(1, 257));
        assertThatIllegalArgumentException().isThrownBy(() -> new DataSubset.Size(0));
    }

    private List<StoredFile> packs(int count) {
        List<StoredFile> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] id = new byte[FileId.LENGTH];
            random.nextBytes(id);
            made.add(new StoredFile(FileId.fromBytes(id, 0), 100 + i));
        }
        return made;
    }
}
