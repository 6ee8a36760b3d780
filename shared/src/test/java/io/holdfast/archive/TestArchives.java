package io.holdfast.archive;

import io.holdfast.blob.FileId;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.linux.TreeRoot;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.save.BlobSaver;
import io.holdfast.scan.AccountNames;
import io.holdfast.snapshot.Snapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Folders in repositories, for tests of what comes after. */
public final class TestArchives {
    private TestArchives() {}

    public static ArchivedTree archive(OpenRepository repository, Path source) {
        return archive(repository, source, TestRepositories.limits());
    }

    public static ArchivedTree archive(OpenRepository repository, Path source, DataPathLimits limits) {
        IndexedRepository indexed = repository.index();
        try (TreeRoot root = TreeRoot.open(source);
                BlobSaver saver = BlobSaver.open(indexed, limits)) {
            ArchivedTree archived = new Archiver(AccountNames.ofThisMachine())
                    .archive(ArchiveRequest.of(root, Optional.empty()), indexed, saver, limits, ArchiveListener.SILENT);
            saver.flush();
            return archived;
        }
    }

    /** Archives the folder and makes it a snapshot of that time. */
    public static FileId snapshot(OpenRepository repository, Path source, Instant time) {
        return repository.saveSnapshot(Snapshot.of(
                time, archive(repository, source).tree(), List.of(source.toString()), "here", "tester", List.of()));
    }
}
