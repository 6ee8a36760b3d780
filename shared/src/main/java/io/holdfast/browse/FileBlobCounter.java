package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobIdSet;
import io.holdfast.blob.BlobType;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.BlobPlace;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.TreeNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@link StatsMode#BLOBS_PER_FILE}: a file is one path here, whichever snapshots have it. */
final class FileBlobCounter extends EachTreeOnce {
    private final BlobIdSet contents = new BlobIdSet();
    private final BlobIdSet paths = new BlobIdSet();
    private final BlobIdSet blobsOfPaths = new BlobIdSet();
    private long size;

    FileBlobCounter(IndexedRepository repository) {
        super(repository);
    }

    @Override
    public void visit(WalkedPath path, TreeNode node, Boolean in) {
        List<BlobId> content = node.content().orElse(List.of());
        if (content.isEmpty() || !contents.add(ContentCounter.contentOf(node))) {
            return;
        }
        BlobId file = BlobId.of(path.toString().getBytes(StandardCharsets.UTF_8));
        boolean _ = paths.add(file);
        for (BlobId blob : content) {
            if (blobsOfPaths.add(joined(file, blob))) {
                size += size(blob, path);
            }
        }
    }

    private long size(BlobId blob, WalkedPath path) {
        return repository()
                .locate(blob, BlobType.DATA)
                .map(BlobPlace::plainLength)
                .orElseThrow(() -> new BackupException(
                        FailureKind.CORRUPT,
                        "No index knows the blob " + blob + " of " + path + "; run restic repair index."));
    }

    /** As good as any hash of both, as each of them is one. */
    private static BlobId joined(BlobId file, BlobId blob) {
        return BlobId.fromWords(
                file.word(0) ^ blob.word(0),
                file.word(1) ^ blob.word(1),
                file.word(2) ^ blob.word(2),
                file.word(3) ^ blob.word(3));
    }

    @Override
    public StatsFigures figures() {
        return StatsFigures.of(size, paths.size(), blobsOfPaths.size());
    }
}
