package io.holdfast.index;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/**
 * The blobs of an index as they were at one moment, each copy under a number, or under more where index files repeat each other, so that what is found out about millions of them
 * fits into bits and arrays: trees come first, then data. Packs have numbers of their own. Immutable.
 */
public final class BlobNumbers {
    private final List<IndexSegment> segments = new ArrayList<>();
    /** The first number of each segment; the last one is how many blobs there are. None is empty. */
    private final int[] firsts;
    /** The first segment of each partition, those of trees before those of data; the last one is how many there are. */
    private final int[] partitions = new int[2 * IndexPartition.COUNT + 1];

    private final PackTable packTable;
    private final int packs;
    private final BitSet repeatedPacks;

    BlobNumbers(IndexPartition[] trees, IndexPartition[] data, PackTable packTable, BitSet repeatedPacks) {
        for (int i = 0; i < IndexPartition.COUNT; i++) {
            segments.addAll(trees[i].segments());
            partitions[i + 1] = segments.size();
        }
        for (int i = 0; i < IndexPartition.COUNT; i++) {
            segments.addAll(data[i].segments());
            partitions[IndexPartition.COUNT + i + 1] = segments.size();
        }
        firsts = new int[segments.size() + 1];
        for (int i = 0; i < segments.size(); i++) {
            firsts[i + 1] = Math.addExact(firsts[i], segments.get(i).size());
        }
        this.packTable = packTable;
        packs = packTable.size();
        this.repeatedPacks = repeatedPacks;
    }

    /** How many copies of blobs there are. */
    public int size() {
        return firsts[segments.size()];
    }

    /** How many of them are trees: these have the numbers below. */
    public int trees() {
        return firsts[partitions[IndexPartition.COUNT]];
    }

    /** The number by which the blob goes, whichever of its copies has it; -1 where there is none. */
    public int find(BlobId id, BlobType type) {
        int partition = partition(id, type);
        for (int i = partitions[partition]; i < partitions[partition + 1]; i++) {
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

    /** Each copy once, by the lowest of its numbers. */
    public void forEachCopy(BlobId id, BlobType type, IntConsumer each) {
        int partition = partition(id, type);
        for (int i = partitions[partition]; i < partitions[partition + 1]; i++) {
            IndexSegment segment = segments.get(i);
            for (int at = segment.find(id); at >= 0 && segment.isAt(at, id); at++) {
                if (!isRepeat(firsts[i] + at)) {
                    each.accept(firsts[i] + at);
                }
            }
        }
    }

    /** Whether a lower number stands for the same copy, as another index file tells of it too. */
    public boolean isRepeat(int number) {
        if (!repeatedPacks.get(packOf(number))) {
            return false;
        }
        int own = segment(number);
        BlobId id = id(number);
        for (int i = partitions[partition(id, type(number))]; i < own; i++) {
            IndexSegment earlier = segments.get(i);
            for (int other = earlier.find(id); other >= 0 && earlier.isAt(other, id); other++) {
                if (earlier.place(other).equals(place(number))) {
                    return true;
                }
            }
        }
        return false;
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
        return segments.get(segment).pack(number - firsts[segment]);
    }

    /** How many packs have numbers. Those of an index file that turned out to be damaged may be among them, without blobs. */
    public int packs() {
        return packs;
    }

    public FileId pack(int pack) {
        return packTable.pack(pack);
    }

    public OptionalInt packNumber(FileId pack) {
        OptionalInt number = packTable.find(pack);
        return number.isPresent() && number.getAsInt() < packs ? number : OptionalInt.empty();
    }

    /** Whether the index names the pack more than once; what it says of its blobs may be the same each time. */
    public boolean isRepeated(int pack) {
        return repeatedPacks.get(pack);
    }

    private static int partition(BlobId id, BlobType type) {
        return switch (type) {
            case TREE -> IndexPartition.of(id);
            case DATA -> IndexPartition.COUNT + IndexPartition.of(id);
        };
    }

    private int segment(int number) {
        int found = Arrays.binarySearch(firsts, number);
        return found >= 0 ? found : -found - 2;
    }
}
