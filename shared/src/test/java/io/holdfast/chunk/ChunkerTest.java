package io.holdfast.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
    private static final int MIN = ChunkSizes.DEFAULT.min();
    private static final int MAX = ChunkSizes.DEFAULT.max();

    @Test
    void shouldCutTheSameHoweverTheBytesArrive() {
        byte[] data = random(1, 20 << 20);
        Chunker chunker = new Chunker(key(1));
        List<Integer> whole = cuts(chunker, data, data.length);
        assertThat(cuts(chunker, data, 1000)).isEqualTo(whole);
        assertThat(cuts(chunker, data, 128 * 1024)).isEqualTo(whole);
        assertThat(cuts(new Chunker(key(1)), data, 77_777)).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300_000, 700_000})
    void shouldFallBackIntoStepAfterAnInsertion(int at) {
        byte[] data = random(2, 30 << 20);
        byte[] changed = new byte[data.length + 17];
        System.arraycopy(data, 0, changed, 0, at);
        Arrays.fill(changed, at, at + 17, (byte) 'x');
        System.arraycopy(data, at, changed, at + 17, data.length - at);
        Chunker chunker = new Chunker(key(2));
        Set<Integer> before = new HashSet<>(cuts(chunker, data, data.length));
        List<Integer> after = cuts(chunker, changed, changed.length);
        long common = after.stream().filter(cut -> before.contains(cut - 17)).count();
        assertThat(common).isGreaterThanOrEqualTo(after.size() - 4L);
    }

    @Test
    void shouldKeepToItsSizes() {
        List<Integer> lengths = lengths(cuts(new Chunker(key(3)), random(3, 256 << 20), 256 << 20));
        List<Integer> full = lengths.subList(0, lengths.size() - 1);
        assertThat(full).allMatch(length -> length >= MIN && length <= MAX);
        double average = full.stream().mapToInt(Integer::intValue).average().orElseThrow();
        assertThat(average).isBetween(900_000.0, 1_250_000.0);
        long twice = full.stream().filter(length -> length > 2 * MIN + MIN).count();
        assertThat((double) twice / full.size())
                .as("one in e² is longer than twice the mean gap")
                .isBetween(0.07, 0.22);
    }

    @Test
    void shouldCutDataWithoutBoundariesAtTheMaximum() {
        byte[] data = new byte[3 * MAX];
        Arrays.fill(data, (byte) 'a');
        List<Integer> lengths = lengths(cuts(new Chunker(key(4)), data, data.length));
        assertThat(lengths).allMatch(length -> length <= MAX);
        assertThat(new HashSet<>(lengths))
                .as("a run of one byte has one window, so one decision")
                .hasSize(1);
    }

    @Test
    void shouldCutDifferentlyUnderEachKey() {
        byte[] data = random(5, 64 << 20);
        Set<Integer> one = new HashSet<>(cuts(new Chunker(key(5)), data, data.length));
        List<Integer> other = cuts(new Chunker(key(6)), data, data.length);
        one.remove(data.length);
        assertThat(other).doesNotContainAnyElementsOf(one);
    }

    /** Proves that the table's key alone does not decide: the defence that gear hashing with a secret table lacks. */
    @Test
    void shouldCutDifferentlyWhereOnlyTheDecidingKeyDiffers() {
        byte[] key = key(7);
        byte[] data = random(7, 64 << 20);
        Set<Integer> one = new HashSet<>(cuts(new Chunker(key), data, data.length));
        key[0] ^= 1;
        List<Integer> other = cuts(new Chunker(key), data, data.length);
        one.remove(data.length);
        assertThat(other).doesNotContainAnyElementsOf(one);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldCutRunsOfZerosAtExactlyTheMinimum(long seed) {
        byte[] data = new byte[8 * MIN];
        assertThat(lengths(cuts(new Chunker(key(seed)), data, 100_000))).containsOnly(MIN);

        byte[] mixed = random(seed, 20 * MIN);
        Arrays.fill(mixed, 7 * MIN + 123, 14 * MIN, (byte) 0);
        long zeroChunks = lengths(cuts(new Chunker(key(seed)), mixed, mixed.length)).stream()
                .filter(length -> length == MIN)
                .count();
        assertThat(zeroChunks).isGreaterThanOrEqualTo(4);
    }

    @Test
    void shouldLeaveAShortFileWhole() {
        ChunkScan scan = new Chunker(key(8)).begin();
        assertThat(scan.advance(new byte[MIN], MIN - 1)).isFalse();
    }

    /** The ends of all chunks, when pieces of the given size arrive. */
    private static List<Integer> cuts(Chunker chunker, byte[] data, int piece) {
        List<Integer> cuts = new ArrayList<>();
        int start = 0;
        while (start < data.length) {
            byte[] chunk = Arrays.copyOfRange(data, start, Math.min(start + MAX, data.length));
            ChunkScan scan = chunker.begin();
            int available = 0;
            boolean found = false;
            while (!found && available < chunk.length) {
                available = Math.min(chunk.length, available + piece);
                found = scan.advance(chunk, available);
            }
            start += found ? scan.length() : chunk.length;
            cuts.add(start);
        }
        return cuts;
    }

    private static List<Integer> lengths(List<Integer> cuts) {
        List<Integer> lengths = new ArrayList<>();
        int previous = 0;
        for (int cut : cuts) {
            lengths.add(cut - previous);
            previous = cut;
        }
        return lengths;
    }

    static byte[] key(long seed) {
        return random(seed + 1000, Chunker.KEY_LENGTH);
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
