package io.holdfast.crash;

import io.holdfast.archive.ArchiveListener;
import io.holdfast.archive.ArchiveRequest;
import io.holdfast.archive.ArchivedTree;
import io.holdfast.archive.Archiver;
import io.holdfast.archive.CheckpointRule;
import io.holdfast.archive.ParentTree;
import io.holdfast.blob.BlobId;
import io.holdfast.check.CheckListener;
import io.holdfast.check.CheckReport;
import io.holdfast.check.RepositoryChecker;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.linux.TreeRoot;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.repository.TestRepositories;
import io.holdfast.restore.RestoreListener;
import io.holdfast.restore.RestoreReport;
import io.holdfast.restore.Restorer;
import io.holdfast.save.BlobSaver;
import io.holdfast.scan.AccountNames;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.task.FileSlice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one process does with a store, from opening the repository on. */
public record VolumeProcess(ObjectStore store) {
    private static final AccountNames ACCOUNTS = AccountNames.ofThisMachine();
    private static final int CHECKPOINT_EVERY = 300 << 10;

    /** Makes the repository where there is none, backs up, and saves a snapshot; unfinished ones on the way. */
    public void backUp(Path source) {
        try (OpenRepository repository = TestRepositories.openOrCreate(store);
                RepositoryLock lock = TestRepositories.lockAtOnce(repository);
                TreeRoot root = TreeRoot.open(source)) {
            List<ParentTree> parents = repository.snapshots().reversed().stream()
                    .map(stored -> new ParentTree(
                            stored.snapshot().tree(),
                            Instant.now().plusSeconds(60), // so that files written just now count as settled
                            !stored.snapshot().isUnfinished()))
                    .toList();
            IndexedRepository index = repository.index();
            DataPathLimits limits = TestRepositories.limits();
            try (BlobSaver saver = BlobSaver.open(index, limits)) {
                CheckpointRule rule = new CheckpointRule(
                        CHECKPOINT_EVERY,
                        Duration.ofHours(1),
                        soFar -> save(repository, soFar, Snapshot.UNFINISHED_TIME, List.of(Snapshot.UNFINISHED)));
                ArchivedTree tree = new Archiver(ACCOUNTS)
                        .archive(
                                new ArchiveRequest(
                                        root, new FileSlice.WholeVolume(), parents, false, Optional.of(rule)),
                                index,
                                saver,
                                limits,
                                ArchiveListener.SILENT);
                lock.ensureHeld();
                saver.flush();
                save(repository, tree, Instant.now(), List.of());
            }
        }
    }

    public RestoreReport restore(Path target) {
        try (OpenRepository repository = TestRepositories.openOrCreate(store);
                RepositoryLock _ = TestRepositories.lockAtOnce(repository);
                TreeRoot root = TreeRoot.make(target)) {
            BlobId tree = repository.snapshot("latest").snapshot().tree();
            return new Restorer(repository.index(), TestRepositories.limits())
                    .restore(tree, root, RestoreListener.NONE);
        }
    }

    public CheckReport check() {
        try (OpenRepository repository = TestRepositories.openOrCreate(store);
                RepositoryLock _ = TestRepositories.lockAtOnce(repository)) {
            return new RepositoryChecker(repository, TestRepositories.limits()).check(true, CheckListener.NONE);
        }
    }

    private static void save(OpenRepository repository, ArchivedTree tree, Instant time, List<String> tags) {
        var _ = repository.saveSnapshot(
                Snapshot.of(time, tree.tree(), List.of("/volume"), "test-host", "tester", tags));
    }
}
