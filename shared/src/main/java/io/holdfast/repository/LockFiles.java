package io.holdfast.repository;

import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.SealedFiles;
import io.holdfast.upload.StoredFile;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The locks that lie in a repository. Thread-safe. */
final class LockFiles {
    private final SealedFiles files;

    LockFiles(SealedFiles files) {
        this.files = files;
    }

    /** Every lock; one that goes while it is being read is none, and neither is an empty file that a broken upload left. */
    Map<FileId, LockFile> all() {
        Map<FileId, LockFile> locks = new HashMap<>();
        for (StoredFile file : files.list(FileKind.LOCK)) {
            if (file.size() > 0) {
                load(file.id(), locks);
            }
        }
        return locks;
    }

    /** {@code named} hears the file's name first: where this fails, the file may be there all the same. */
    FileId create(LockFile lock, Consumer<FileId> named) {
        return files.save(FileKind.LOCK, lock.encode(), named);
    }

    boolean exists(FileId id) {
        return files.exists(FileKind.LOCK, id);
    }

    void delete(FileId id) {
        files.delete(FileKind.LOCK, id);
    }

    private void load(FileId id, Map<FileId, LockFile> locks) {
        try {
            locks.put(id, decode(id, files.load(FileKind.LOCK, id)));
        } catch (BackupException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private LockFile decode(FileId id, byte[] json) {
        try {
            return LockFile.decode(json);
        } catch (BackupException e) {
            throw files.damaged(FileKind.LOCK, id, e);
        }
    }
}
