package io.holdfast.index;

import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.SealedFiles;
import java.io.InputStream;
import java.util.function.BiConsumer;

/** Reads all index files of a repository into one {@link BlobIndex}. */
public final class IndexLoader {
    private final SealedFiles files;

    public IndexLoader(SealedFiles files) {
        this.files = files;
    }

    public BlobIndex load() {
        return load((_, failure) -> {
            throw failure;
        });
    }

    /** The same, but one file's failure goes to {@code failed}, by many threads, which ends the loading only by throwing it. */
    public BlobIndex load(BiConsumer<FileId, BackupException> failed) {
        BlobIndex index = new BlobIndex();
        files.streamAll(
                FileKind.INDEX,
                files.list(FileKind.INDEX),
                (file, json) -> {
                    IndexContent content = index.content();
                    decode(file.id(), json, content);
                    index.add(content);
                },
                failed);
        return index;
    }

    private void decode(FileId id, InputStream json, IndexContent content) {
        try {
            IndexCodec.decode(json, content);
        } catch (BackupException e) {
            throw files.damaged(FileKind.INDEX, id, e);
        }
    }
}
