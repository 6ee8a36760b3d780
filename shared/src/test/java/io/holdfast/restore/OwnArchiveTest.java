package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchiveListener;
import io.holdfast.archive.ArchiveRequest;
import io.holdfast.archive.ArchivedTree;
import io.holdfast.archive.Archiver;
import io.holdfast.archive.BlobSaver;
import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.check.CheckListener;
import io.holdfast.check.CheckReport;
import io.holdfast.check.RepositoryChecker;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.foreign.SampleTree;
import io.holdfast.foreign.TreeFacts;
import io.holdfast.linux.FileName;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.scan.AccountNames;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeBuilder;
import io.holdfast.snapshot.TreeNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our own archiver and trees hold comes back. */
class OwnArchiveTest {
    private static final int PERMISSIONS = 0755;

    private final DataPathLimits limits = TestRepositories.limits();
    private final OpenRepository repository = TestRepositories.openOrCreate(new MemoryObjectStore());

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void shouldBringBackWhatWeBackedUp() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        SampleTree.fill(source);
        IndexedRepository indexed = repository.index();
        ArchivedTree archived;
        try (BlobSaver saver = BlobSaver.open(indexed, limits)) {
            archived = new Archiver(AccountNames.ofThisMachine())
                    .archive(
                            ArchiveRequest.of(source, Optional.empty()),
                            indexed,
                            saver,
                            limits,
                            ArchiveListener.SILENT);
            saver.flush();
        }
        Path target = folder.resolve("target");
        assertThat(restore(archived.tree(), target).troubles()).isEmpty();
        assertThat(TreeFacts.of(target)).isEqualTo(TreeFacts.of(source));
        CheckReport report = new RepositoryChecker(repository, limits).check(true, CheckListener.NONE);
        assertThat(report.errors()).isEmpty();
        assertThat(report.hints()).isEmpty();
    }

    /** Far below any stack's depth and any path's length; each level is a tree of its own. */
    @Test
    void shouldRestoreADirectoryFiveThousandLevelsDeep() throws Exception {
        IndexedRepository indexed = repository.index();
        BlobId tree;
        try (BlobSaver saver = BlobSaver.open(indexed, limits)) {
            TreeBuilder builder = new TreeBuilder(bytes -> saver.save(BlobType.TREE, bytes));
            tree = builder.save();
            for (int i = 0; i < 5_000; i++) {
                builder.add(directory("a directory of some length", tree));
                tree = builder.save();
            }
            saver.flush();
        }
        Path target = folder.resolve("deep");
        RestoreReport report = restore(tree, target);
        assertThat(report.troubles()).isEmpty();
        assertThat(report.entries()).isEqualTo(5_000);
        removeDeep(target);
    }

    /** Proves that zero chunks are neither stored, fetched nor written: the repository holds no data at all. */
    @Test
    void shouldRestoreFiftyGibibytesOfZerosAsAHole() throws Exception {
        int chunks = 100 << 10;
        long size = (long) chunks * ZeroChunk.LENGTH;
        BlobId zeros = BlobId.of(new byte[ZeroChunk.LENGTH]);
        IndexedRepository indexed = repository.index();
        BlobId tree;
        try (BlobSaver saver = BlobSaver.open(indexed, limits)) {
            TreeBuilder builder = new TreeBuilder(bytes -> saver.save(BlobType.TREE, bytes));
            builder.add(TreeNode.builder(FileName.of("sparse"), NodeType.FILE)
                    .mode(0600)
                    .size(size)
                    .content(Collections.nCopies(chunks, zeros))
                    .build());
            tree = builder.save();
            saver.flush();
        }
        Path target = folder.resolve("sparse");
        assertThat(restore(tree, target).bytes()).isEqualTo(size);
        try (OpenDirectory directory = OpenDirectory.open(target)) {
            var status = directory.status(FileName.of("sparse"));
            assertThat(status.size()).isEqualTo(size);
            assertThat(status.blocks()).isZero();
        }
    }

    private RestoreReport restore(BlobId tree, Path target) {
        return new Restorer(repository.index(), limits)
                .restore(tree, target, new RestoreOptions(4), RestoreListener.NONE);
    }

    private static TreeNode directory(String name, BlobId subtree) {
        return TreeNode.builder(FileName.of(name), NodeType.DIRECTORY)
                .mode(PERMISSIONS | 1 << 31)
                .subtree(subtree)
                .build();
    }

    /** No path is long enough for JUnit to remove it. */
    private static void removeDeep(Path directory) throws Exception {
        Process removal =
                new ProcessBuilder("rm", "-r", directory.toString()).inheritIO().start();
        assertThat(removal.waitFor()).isZero();
    }
}
