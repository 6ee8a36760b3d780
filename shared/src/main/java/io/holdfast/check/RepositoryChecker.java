package io.holdfast.check;

import io.holdfast.blob.FileId;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.SealedFiles;
import io.holdfast.upload.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a repository. Damage is reported and does not stop the check; what keeps it from going on (a store that does not
 * answer) is thrown. The caller holds a lock, so that nothing is pruned meanwhile; what others add meanwhile is not looked at.
 */
public final class RepositoryChecker {
    private static final String NEEDS_INDEX = "run restic repair index, which makes it anew from the packs";

    private final OpenRepository repository;
    private final DataPathLimits limits;

    public RepositoryChecker(OpenRepository repository, DataPathLimits limits) {
        this.repository = repository;
        this.limits = limits;
    }

    /** With {@code readData}, every byte of every pack is read and verified. */
    public CheckReport check(boolean readData, CheckListener listener) {
        Findings findings = new Findings();
        try {
            // Snapshots first: what they need was indexed before they were written.
            List<StoredSnapshot> snapshots = snapshots(findings);
            Optional<IndexedRepository> indexed = index(findings);
            if (indexed.isEmpty()) {
                return new CheckReport(snapshots.size(), 0, 0, 0, findings.errors(), findings.hints());
            }
            List<StoredFile> packs = new PackInventory(repository.files(), findings)
                    .check(indexed.get().index());
            long trees = new TreeChecker(indexed.get(), findings, listener).check(snapshots);
            long bytesRead = readData ? readAll(packs, indexed.get(), findings, listener) : 0;
            return new CheckReport(
                    snapshots.size(), trees, packs.size(), bytesRead, findings.errors(), findings.hints());
        } catch (InterruptedException e) {
            throw Cancellation.of("the check of " + repository.store().describe(), e);
        }
    }

    private List<StoredSnapshot> snapshots(Findings findings) {
        List<StoredSnapshot> sound = new ArrayList<>();
        for (StoredFile file : repository.files().list(FileKind.SNAPSHOT)) {
            try {
                sound.add(repository.snapshot(file.id().toHex()));
            } catch (BackupException e) {
                findings.damage(
                        "snapshot " + file.id(),
                        e,
                        "remove it with restic forget, and back up again; others are whole");
            }
        }
        return sound;
    }

    /** Empty where an index file is damaged: then what it named cannot be told from what is lost. */
    private Optional<IndexedRepository> index(Findings findings) {
        SealedFiles files = repository.files();
        List<FileId> damaged = new ArrayList<>();
        for (StoredFile file : files.list(FileKind.INDEX)) {
            try {
                byte[] _ = files.load(FileKind.INDEX, file.id());
            } catch (BackupException e) {
                damaged.add(file.id());
                findings.damage("index " + file.id(), e, NEEDS_INDEX);
            }
        }
        if (!damaged.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(repository.index());
        } catch (BackupException e) {
            findings.damage("index", e, NEEDS_INDEX);
            return Optional.empty();
        }
    }

    private long readAll(List<StoredFile> packs, IndexedRepository indexed, Findings findings, CheckListener listener)
            throws InterruptedException {
        long bytes = packs.stream().mapToLong(StoredFile::size).sum();
        listener.bytesToRead(bytes);
        PackVerifier verifier = new PackVerifier(indexed, limits, findings);
        int sideBySide = Math.max(2, limits.threads().threads());
        try (TaskGroup group = new TaskGroup(Workers.platformThreads("check-packs"))) {
            for (StoredFile pack : packs) {
                group.forkWithin(sideBySide, () -> {
                    verifier.verify(pack);
                    listener.bytesRead(pack.size());
                });
            }
            group.join();
        }
        return bytes;
    }
}
