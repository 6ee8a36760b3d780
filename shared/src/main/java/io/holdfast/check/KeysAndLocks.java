package io.holdfast.check;

import io.holdfast.blob.FileId;
import io.holdfast.encrypt.KeyFile;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.repository.OpenRepository;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;

/** Looks at the files that hold no backup, but keep people from working if they are damaged. They may go meanwhile. */
final class KeysAndLocks {
    private final OpenRepository repository;
    private final Findings findings;

    KeysAndLocks(OpenRepository repository, Findings findings) {
        this.repository = repository;
        this.findings = findings;
    }

    /** An error: the next one to open the repository may meet this key before the others, and restic then gives up. */
    void checkKeys() {
        for (StoredFile file : repository.files().list(FileKind.KEY)) {
            try {
                byte[] bytes = repository.store().get(FileKind.KEY.key(file.id()));
                if (!FileId.of(bytes).equals(file.id())) {
                    throw new BackupException(FailureKind.CORRUPT, "its bytes do not have the hash that is its name");
                }
                KeyFile _ = KeyFile.parse(bytes);
            } catch (BackupException e) {
                if (e.kind() != FailureKind.NOT_FOUND) {
                    findings.error(
                            "key " + file.id(),
                            Findings.problem(e) + ", so its password does not open the repository",
                            Harm.NONE,
                            "restore it from a copy, or remove the file and add a key with restic key add");
                }
            }
        }
    }

    /** Hints: a lock that cannot be read keeps everybody away, but is easily removed. */
    void checkLocks() {
        for (StoredFile file : repository.files().list(FileKind.LOCK)) {
            try {
                byte[] _ = repository.files().load(FileKind.LOCK, file.id());
            } catch (BackupException e) {
                if (e.kind() != FailureKind.NOT_FOUND) {
                    findings.hint(
                            "lock " + file.id(),
                            Findings.problem(e) + ", so it is not known whom it lets in",
                            "make sure that nothing uses the repository, and run restic unlock --remove-all");
                }
            }
        }
    }
}
