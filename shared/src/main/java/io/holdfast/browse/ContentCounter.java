package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobIdSet;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.TreeNode;
import java.nio.ByteBuffer;
import java.util.List;

/** {@link StatsMode#FILES_BY_CONTENTS}. */
final class ContentCounter extends EachTreeOnce {
    private final BlobIdSet contents = new BlobIdSet();
    private long size;

    ContentCounter(IndexedRepository repository) {
        super(repository);
    }

    /** What tells an entry's content from others: a hash of its blobs. */
    static BlobId contentOf(TreeNode node) {
        List<BlobId> content = node.content().orElse(List.of());
        ByteBuffer ids = ByteBuffer.allocate(Math.multiplyExact(content.size(), BlobId.LENGTH));
        content.forEach(id -> ids.put(id.toBytes()));
        return BlobId.of(ids.flip());
    }

    @Override
    public void visit(WalkedPath path, TreeNode node, Boolean in) {
        if (contents.add(contentOf(node))) {
            size += node.size();
        }
    }

    @Override
    public StatsFigures figures() {
        return StatsFigures.of(size, contents.size(), 0);
    }
}
