package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobIdSet;
import io.holdfast.blob.BlobType;
import io.holdfast.index.BlobPlace;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.TreeNode;
import java.util.List;

/** What a comparison has met of one of its two trees: the blobs, and the entries that the other one does not have. */
final class DiffSide {
    private final BlobIdSet data = new BlobIdSet();
    private final BlobIdSet trees = new BlobIdSet();
    private long files;
    private long dirs;
    private long others;

    /** Counts blobs, of whatever both trees refer to too. */
    void meet(TreeNode node) {
        switch (node.type()) {
            case FILE ->
                node.content().orElse(List.of()).forEach(id -> {
                    boolean _ = data.add(id);
                });
            case DIRECTORY -> node.subtree().ifPresent(this::meetTree);
            case SYMLINK, FIFO, SOCKET, BLOCK_DEVICE, CHARACTER_DEVICE, IRREGULAR, UNKNOWN -> {}
        }
    }

    void meetTree(BlobId tree) {
        boolean _ = trees.add(tree);
    }

    /** An entry that the other tree does not have. */
    void meetAlone(TreeNode node) {
        meet(node);
        switch (node.type()) {
            case FILE -> files++;
            case DIRECTORY -> dirs++;
            case SYMLINK, FIFO, SOCKET, BLOCK_DEVICE, CHARACTER_DEVICE, IRREGULAR, UNKNOWN -> others++;
        }
    }

    /** What this tree has and the other has not. */
    DiffTotals.Side without(DiffSide other, IndexedRepository repository) {
        Sum ofData = new Sum(repository, BlobType.DATA, other.data);
        Sum ofTrees = new Sum(repository, BlobType.TREE, other.trees);
        data.forEach(ofData::add);
        trees.forEach(ofTrees::add);
        return new DiffTotals.Side(files, dirs, others, ofData.blobs, ofTrees.blobs, ofData.bytes + ofTrees.bytes);
    }

    private static final class Sum {
        private final IndexedRepository repository;
        private final BlobType type;
        private final BlobIdSet excluded;
        private long blobs;
        private long bytes;

        Sum(IndexedRepository repository, BlobType type, BlobIdSet excluded) {
            this.repository = repository;
            this.type = type;
            this.excluded = excluded;
        }

        void add(BlobId id) {
            if (!excluded.contains(id)) {
                blobs++;
                bytes += repository.locate(id, type).map(BlobPlace::plainLength).orElse(0);
            }
        }
    }
}
