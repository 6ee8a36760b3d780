package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobIdSet;
import io.holdfast.blob.BlobType;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.BlobPlace;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.TreeNode;
import java.util.List;

/** {@link StatsMode#RAW_DATA}. */
final class RawDataCounter extends EachTreeOnce {
    private final BlobIdSet data = new BlobIdSet();

    RawDataCounter(IndexedRepository repository) {
        super(repository);
    }

    @Override
    public void visit(WalkedPath path, TreeNode node, Boolean in) {
        node.content().orElse(List.of()).forEach(id -> {
            boolean _ = data.add(id);
        });
    }

    @Override
    public StatsFigures figures() {
        Sum sum = new Sum();
        data.forEach(id -> sum.add(place(id, BlobType.DATA)));
        seen().forEach(id -> sum.add(place(id, BlobType.TREE)));
        return new StatsFigures(sum.size, 0, sum.blobs, sum.uncompressed, sum.compressed, sum.compressedUncompressed);
    }

    private BlobPlace place(BlobId id, BlobType type) {
        return repository()
                .locate(id, type)
                .orElseThrow(() -> new BackupException(
                        FailureKind.CORRUPT,
                        "No index knows the " + type.label() + " blob " + id + "; run restic repair index."));
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
