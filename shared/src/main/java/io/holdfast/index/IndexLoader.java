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
        IndexContent all = new IndexContent();
        files.loadAll(FileKind.INDEX, files.list(FileKind.INDEX), (id, json) -> {
            IndexContent content = decode(id, json);
            synchronized (all) {
                all.addAll(content);
            }
        });
        BlobIndex index = new BlobIndex();
        index.add(all);
        return index;
    }

    private IndexContent decode(FileId id, byte[] json) {
        try {
            return IndexCodec.decode(json);
        } catch (BackupException e) {
            throw files.damaged(FileKind.INDEX, id, e);
        }
    }
}
