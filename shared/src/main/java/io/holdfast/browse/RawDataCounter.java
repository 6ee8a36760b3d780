package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.BlobNumbers;
import io.holdfast.index.BlobPlace;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.TreeNode;
import java.util.BitSet;
import java.util.List;

/** {@link StatsMode#RAW_DATA}. */
final class RawDataCounter extends EachTreeOnce {
    private final BlobNumbers numbers;
    /** The numbers of those that were met: a bit each, as there may be millions. */
    private final BitSet data = new BitSet();

    RawDataCounter(IndexedRepository repository) {
        super(repository);
        numbers = repository.index().numbers();
    }

    @Override
    public void visit(WalkedPath path, TreeNode node, Boolean in) {
        node.content().orElse(List.of()).forEach(id -> data.set(number(id, BlobType.DATA)));
    }

    @Override
    public StatsFigures figures() {
        Sum sum = new Sum();
        data.stream().forEach(number -> sum.add(numbers.place(number)));
        seen().forEach(id -> sum.add(numbers.place(number(id, BlobType.TREE))));
        return new StatsFigures(sum.size, 0, sum.blobs, sum.uncompressed, sum.compressed, sum.compressedUncompressed);
    }

    private int number(BlobId id, BlobType type) {
        int number = numbers.find(id, type);
        if (number < 0) {
            throw new BackupException(
                    FailureKind.CORRUPT,
                    "No index knows the " + type.label() + " blob " + id + "; run restic repair index.");
        }
        return number;
    }

    /** Of blobs as they lie in packs. */
    private static final class Sum {
        private long blobs;
        private long size;
        private long uncompressed;
        private long compressed;
        private long compressedUncompressed;

        void add(BlobPlace place) {
            long plain = (long) place.plainLength() + ByteSealer.OVERHEAD;
            blobs++;
            size += place.length();
            uncompressed += plain;
            if (place.compressed()) {
                compressed += place.length();
                compressedUncompressed += plain;
            }
        }
    }
}
