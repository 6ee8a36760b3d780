package io.holdfast.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlobIndexTest {
    private final Random random = new Random(5);
    private final BlobIndex index = new BlobIndex();

    @Test
    void shouldFindWhatAMapWouldHoweverItWasAdded() {
        Map<BlobId, List<BlobPlace>> expected = new HashMap<>();
        for (int batch = 0; batch < 40; batch++) {
            IndexContent content = index.content();
            for (int pack = 0; pack < 3; pack++) {
                addPack(content, random.nextInt(60), expected);
            }
            index.add(content);
        }
        expected.forEach((id, places) -> {
            assertThat(index.contains(id, BlobType.DATA)).isTrue();
            assertThat(index.contains(id, BlobType.TREE)).isFalse();
            assertThat(index.locateAll(id, BlobType.DATA)).containsExactlyInAnyOrderElementsOf(places);
            assertThat(places).contains(index.locate(id, BlobType.DATA).orElseThrow());
        });
        for (int i = 0; i < 1000; i++) {
            assertThat(index.contains(randomId(false), BlobType.DATA)).isFalse();
        }
        assertThat(index.size(BlobType.DATA))
                .isEqualTo(expected.values().stream().mapToInt(List::size).sum());
    }

    @Test
    void shouldVisitEveryPlaceOfEveryBlob() {
        Map<BlobId, List<BlobPlace>> expected = new HashMap<>();
        IndexContent content = index.content();
        addPack(content, 500, expected);
        index.add(content);
        Map<BlobId, List<BlobPlace>> visited = new HashMap<>();
        index.forEach((id, type, place) ->
                visited.computeIfAbsent(id, ignored -> new ArrayList<>()).add(place));
        assertThat(visited).isEqualTo(expected);
        assertThat(index.packs()).hasSize(1);
    }

    /** Index files that an interrupted repair has left beside each other name the same places twice. */
    @Test
    void shouldKeepARepeatedPlaceOnce() {
        FileId pack = FileId.of(new byte[] {1});
        BlobId id = BlobId.of(new byte[] {2});
        IndexContent content = index.content();
        for (int i = 0; i < 3; i++) {
            content.pack(pack);
            content.add(BlobType.TREE, id, 10, 50, 100);
        }
        index.add(content);
        assertThat(index.locateAll(id, BlobType.TREE)).containsExactly(new BlobPlace(pack, 10, 50, 100, true));
    }

    @Test
    void shouldNumberEveryCopyOfEveryBlob() {
        Map<BlobId, List<BlobPlace>> expected = new HashMap<>();
        for (int batch = 0; batch < 5; batch++) { // several segments
            IndexContent content = index.content();
            addPack(content, 300 >> (2 * batch), expected);
            index.add(content);
        }
        IndexContent tree = index.content();
        FileId pack = FileId.of(new byte[] {1});
        BlobId treeId = BlobId.of(new byte[] {2});
        tree.pack(pack);
        tree.add(BlobType.TREE, treeId, 10, 50, 100);
        index.add(tree);

        BlobNumbers numbers = index.numbers();

        assertThat(numbers.trees()).isOne();
        assertThat(numbers.id(numbers.find(treeId, BlobType.TREE))).isEqualTo(treeId);
        assertThat(numbers.find(treeId, BlobType.DATA)).isNegative();
        assertThat(numbers.packs()).isEqualTo(index.packs().size());
        Map<BlobId, List<BlobPlace>> seen = new HashMap<>();
        for (int copy = numbers.trees(); copy < numbers.size(); copy++) {
            BlobPlace place = numbers.place(copy);
            assertThat(numbers.type(copy)).isEqualTo(BlobType.DATA);
            assertThat(numbers.pack(numbers.packOf(copy))).isEqualTo(place.pack());
            assertThat(numbers.packNumber(place.pack())).hasValue(numbers.packOf(copy));
            assertThat(numbers.blobOf(copy)).isEqualTo(numbers.find(numbers.id(copy), BlobType.DATA));
            seen.computeIfAbsent(numbers.id(copy), ignored -> new ArrayList<>()).add(place);
        }
        assertThat(seen.keySet()).isEqualTo(expected.keySet());
        seen.forEach((id, places) -> assertThat(places).containsExactlyInAnyOrderElementsOf(expected.get(id)));
    }

    @Test
    void shouldTellWhichPacksAreNamedMoreThanOnce() {
        FileId once = FileId.of(new byte[] {1});
        FileId twice = FileId.of(new byte[] {2});
        IndexContent content = index.content();
        for (FileId pack : List.of(twice, once, twice)) {
            content.pack(pack);
            content.add(BlobType.TREE, randomId(false), 10, 50, 100);
        }
        index.add(content);
        BlobNumbers numbers = index.numbers();
        assertThat(numbers.packs()).isEqualTo(2);
        assertThat(numbers.isRepeated(numbers.packNumber(twice).orElseThrow())).isTrue();
        assertThat(numbers.isRepeated(numbers.packNumber(once).orElseThrow())).isFalse();
    }

    /** The second index file is too small to be merged with the first. */
    @Test
    void shouldKnowCopiesThatAnotherIndexFileTellsOfAgain() {
        List<BlobId> ids = new ArrayList<>();
        FileId pack = FileId.of(new byte[] {1});
        for (int count : List.of(2_000, 20)) {
            IndexContent content = index.content();
            content.pack(pack);
            for (int i = 0; i < count; i++) {
                if (i == ids.size()) {
                    ids.add(randomId(false));
                }
                content.add(BlobType.DATA, ids.get(i), i * 100, 100, 300);
            }
            index.add(content);
        }
        BlobNumbers numbers = index.numbers();
        assertThat(numbers.size()).as("told").isGreaterThan(2_000);
        assertThat(IntStream.range(0, numbers.size()).filter(number -> !numbers.isRepeat(number)))
                .hasSize(2_000);
        for (BlobId id : ids) {
            List<Integer> copies = new ArrayList<>();
            numbers.forEachCopy(id, BlobType.DATA, copies::add);
            assertThat(copies).containsExactly(numbers.find(id, BlobType.DATA));
        }
    }

    /** Ids are compared by their first four bytes at first: those that share them must be told apart still. */
    private BlobId randomId(boolean clustered) {
        byte[] bytes = new byte[BlobId.LENGTH];
        random.nextBytes(bytes);
        if (clustered) {
            bytes[0] = (byte) (bytes[0] & 0x81);
            bytes[1] = 0;
            bytes[2] = (byte) 0xff;
            bytes[3] = 1;
        }
        return BlobId.fromBytes(bytes, 0);
    }

    private void addPack(IndexContent content, int blobs, Map<BlobId, List<BlobPlace>> expected) {
        FileId pack = FileId.of(new byte[] {(byte) random.nextInt(), (byte) random.nextInt(), (byte) random.nextInt()});
        content.pack(pack);
        for (int i = 0; i < blobs; i++) {
            BlobId id = random.nextInt(5) == 0 && !expected.isEmpty()
                    ? expected.keySet().iterator().next()
                    : randomId(random.nextBoolean());
            boolean compressed = random.nextBoolean();
            int plainLength = compressed ? 1 + random.nextInt(1 << 20) : 68;
            content.add(BlobType.DATA, id, i * 100, 100, compressed ? plainLength : SegmentBuilder.RAW);
            expected.computeIfAbsent(id, ignored -> new ArrayList<>())
                    .add(new BlobPlace(pack, i * 100, 100, plainLength, compressed));
        }
    }
}
