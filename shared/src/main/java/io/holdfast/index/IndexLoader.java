package io.holdfast.index;

import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.SealedFiles;

/** Reads all index files of a repository into one {@link BlobIndex}. */
public final class IndexLoader {
    private final SealedFiles files;

    public IndexLoader(SealedFiles files) {
        this.files = files;
    }

    public BlobIndex load() {
        BlobIndex index = new BlobIndex();
        files.loadAll(FileKind.INDEX, files.list(FileKind.INDEX), (id, json) -> {
            IndexContent content = index.content();
            decode(id, json, content);
            index.add(content);
        });
        return index;
    }

    private void decode(FileId id, byte[] json, IndexContent content) {
        try {
            IndexCodec.decode(json, content);
        } catch (BackupException e) {
            throw files.damaged(FileKind.INDEX, id, e);
        }
    }
}
