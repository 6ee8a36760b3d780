package io.holdfast.index;

import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.SealedFiles;
import io.holdfast.upload.StoredFile;
import java.io.InputStream;
import java.util.List;
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
        List<StoredFile> stored = files.list(FileKind.INDEX);
        Sum sum = new Sum(stored.stream().mapToLong(StoredFile::size).sum());
        files.streamAll(FileKind.INDEX, stored, (file, json) -> sum.add(decode(file.id(), json), file.size()), failed);
        BlobIndex index = new BlobIndex();
        index.add(sum.all);
        return index;
    }

    private IndexContent decode(FileId id, InputStream json) {
        try {
            return IndexCodec.decode(json);
        } catch (BackupException e) {
            throw files.damaged(FileKind.INDEX, id, e);
        }
    }

    /** What the files name together; how long they are tells soon how much that will be. */
    private static final class Sum {
        private final IndexContent all = new IndexContent();
        private final long bytes;
        private long added;

        Sum(long bytes) {
            this.bytes = bytes;
        }

        synchronized void add(IndexContent content, long size) {
            added += size;
            all.addAll(content, (double) added / bytes);
        }
    }
}
