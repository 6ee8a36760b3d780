package io.holdfast.check;

import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The snapshots of a repository.
 *
 * @param readable newest first
 * @param damaged what is wrong with each of the others
 */
record Snapshots(List<StoredSnapshot> readable, Map<FileId, String> damaged) {
    static Snapshots of(OpenRepository repository) {
        List<StoredSnapshot> readable = repository.listSnapshots().snapshots().reversed();
        Set<FileId> seen = new HashSet<>();
        readable.forEach(stored -> seen.add(stored.id()));
        Map<FileId, String> damaged = new TreeMap<>();
        for (StoredFile file : repository.files().list(FileKind.SNAPSHOT)) {
            if (!seen.contains(file.id())) {
                damage(file.id(), repository, damaged);
            }
        }
        return new Snapshots(readable, damaged);
    }

    /** What has come since is readable, and what has gone is none. */
    private static void damage(FileId id, OpenRepository repository, Map<FileId, String> damaged) {
        try {
            StoredSnapshot _ = repository.snapshot(id.toHex());
        } catch (BackupException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                damaged.put(id, Findings.problem(e));
            }
        }
    }

    List<FileId> ids() {
        return readable.stream().map(StoredSnapshot::id).toList();
    }
}
