package io.holdfast.index;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/**
 * The blobs of an index as they were at one moment, each copy under a number, so that what is found out about millions of them
 * fits into bits and arrays: trees come first, then data. Packs have numbers of their own. Immutable.
 */
public final class BlobNumbers {
    private final List<IndexSegment> segments;
    /** The first number of each segment; the last one is how many blobs there are. */
    private final int[] firsts;

    private final int treeSegments;
    private final List<FileId> packs = new ArrayList<>();
    private final Map<FileId, Integer> packNumbers = new HashMap<>();
    private final int[][] packsOfSegments;
    private final BitSet repeatedPacks = new BitSet();

    BlobNumbers(List<IndexSegment> trees, List<IndexSegment> data) {
        segments = new ArrayList<>(trees);
        segments.addAll(data);
        treeSegments = trees.size();
        firsts = new int[segments.size() + 1];
        packsOfSegments = new int[segments.size()][];
        for (int i = 0; i < segments.size(); i++) {
            firsts[i + 1] = Math.addExact(firsts[i], segments.get(i).size());
            packsOfSegments[i] = numberPacks(segments.get(i).packs());
        }
        markRepeated(0, treeSegments);
        markRepeated(treeSegments, segments.size());
    }

    /** How many copies of blobs there are. */
    public int size() {
        return firsts[segments.size()];
    }

    /** How many of them are trees: these have the numbers below. */
    public int trees() {
        return firsts[treeSegments];
    }

    /** The number by which the blob goes, whichever of its copies has it; -1 where there is none. */
    public int find(BlobId id, BlobType type) {
        for (int i = from(type); i < to(type); i++) {
            int at = segments.get(i).find(id);
            if (at >= 0) {
                return firsts[i] + at;
            }
        }
        return -1;
    }

    /** The number by which the blob of this copy goes. */
    public int blobOf(int copy) {
        return find(id(copy), type(copy));
    }

    public void forEachCopy(BlobId id, BlobType type, IntConsumer each) {
        for (int i = from(type); i < to(type); i++) {
            IndexSegment segment = segments.get(i);
            for (int at = segment.find(id); at >= 0 && segment.isAt(at, id); at++) {
                each.accept(firsts[i] + at);
            }
        }
    }

    public BlobType type(int number) {
        return number < trees() ? BlobType.TREE : BlobType.DATA;
    }

    public BlobId id(int number) {
        int segment = segment(number);
        return segments.get(segment).id(number - firsts[segment]);
    }

    public BlobPlace place(int number) {
        int segment = segment(number);
        return segments.get(segment).place(number - firsts[segment]);
    }

    /** The number of the pack in which the copy lies. */
    public int packOf(int number) {
        int segment = segment(number);
        return packsOfSegments[segment][segments.get(segment).pack(number - firsts[segment])];
    }

    /** How many packs the index names. */
    public int packs() {
        return packs.size();
    }

    public FileId pack(int pack) {
        return packs.get(pack);
    }

    public OptionalInt packNumber(FileId pack) {
        Integer number = packNumbers.get(pack);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Whether the index names the pack more than once; what it says of its blobs may be the same each time. */
    public boolean isRepeated(int pack) {
        return repeatedPacks.get(pack);
    }

    private int[] numberPacks(List<FileId> named) {
        int[] numbers = new int[named.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = packNumbers.computeIfAbsent(named.get(i), pack -> {
                packs.add(pack);
                return packs.size() - 1;
            });
        }
        return numbers;
    }

    private void markRepeated(int from, int to) {
        BitSet named = new BitSet(packs.size());
        for (int i = from; i < to; i++) {
            for (int pack : packsOfSegments[i]) {
                if (named.get(pack)) {
                    repeatedPacks.set(pack);
                }
                named.set(pack);
            }
        }
    }

    private int from(BlobType type) {
        return switch (type) {
            case TREE -> 0;
            case DATA -> treeSegments;
        };
    }

    private int to(BlobType type) {
        return switch (type) {
            case TREE -> treeSegments;
            case DATA -> segments.size();
        };
    }

    private int segment(int number) {
        int segment = 0;
        while (number >= firsts[segment + 1]) {
            segment++;
        }
        return segment;
    }
}
