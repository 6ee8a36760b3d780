package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.archive.ArchivedTree;
import io.holdfast.archive.TestArchives;
import io.holdfast.crash.Trees;
import io.holdfast.crash.VariedTree;
import io.holdfast.crash.VolumeProcess;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.foreign.FailingDisk;
import io.holdfast.foreign.Restic;
import io.holdfast.foreign.SmallDisk;
import io.holdfast.foreign.ThinDisk;
import io.holdfast.linux.TreeRoot;
import io.holdfast.linux.WithoutCapability;
import io.holdfast.objectstore.ForwardingObjectStore;
import io.holdfast.objectstore.ImpatientStores;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.restore.RestoreListener;
import io.holdfast.restore.RestoreReport;
import io.holdfast.restore.Restorer;
import io.holdfast.task.TroubleCounts;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the kernel says when a disk is full, broken or forbidden: one sentence or a counted entry, and nothing stored is lost. Seen
 * to fail where {@code DirectoryFailures} does not know a full disk.
 */
@Timeout(60)
class FailingFilesTest {
    private static final int PLENTY = 64 << 10;
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private Path source = Path.of("");
    private Path target = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        source = Files.createDirectory(folder.resolve("source"));
        target = folder.resolve("target");
        VariedTree.fill(source);
    }

    /** From no room for the key file on to no room for the last index. */
    @ParameterizedTest
    @ValueSource(ints = {4, 12, 40, 400, 900, 1200})
    void shouldLoseNothingInAStoreThatIsFull(int kibibytes) throws IOException {
        try (SmallDisk disk = new SmallDisk(folder, kibibytes)) {
            Path repository = disk.mount().resolve("repository");
            VolumeProcess process = new VolumeProcess(directory(repository));
            fails(FailureKind.NO_SPACE, () -> process.backUp(source), repository.toString(), "free some");

            disk.enlarge(PLENTY);
            if (Files.exists(repository.resolve("config"))) {
                mustBeSound(repository);
            }
            process.backUp(source);
            assertThat(process.restore(target).troubles()).isEmpty();
            Trees.mustBeEqual(target, source);
            mustBeSound(repository);
        }
    }

    @Test
    void shouldEndARestoreOntoAFullDiskAndCompleteTheNext() throws IOException {
        try (SmallDisk disk = new SmallDisk(folder, 700)) {
            VolumeProcess process = new VolumeProcess(backedUp());
            Path full = disk.mount().resolve("target");
            fails(FailureKind.NO_SPACE, () -> process.restore(full), full.toString(), "make the volume larger");

            disk.enlarge(PLENTY);
            assertThat(process.restore(full).troubles()).isEmpty();
            Trees.mustBeEqual(full, source);
        }
    }

    /** Such a disk refuses nothing that is written: that it is lost shows when it is made durable. */
    @Test
    void shouldNotCallAFileRestoredThatDoesNotComeToTheDisk() throws IOException {
        try (ThinDisk disk = new ThinDisk(folder, "1200k")) {
            Path thin = disk.mount().resolve("target");
            VolumeProcess process = new VolumeProcess(backedUp());
            BackupException failure = catchThrowableOfType(BackupException.class, () -> process.restore(thin));
            assertThat(failure).isNotNull();
            assertThat(failure).hasMessageContaining(thin.toString());
        }
    }

    @Test
    void shouldNotCallAPackStoredThatDoesNotComeToTheDisk() throws IOException {
        try (ThinDisk disk = new ThinDisk(folder, "1200k")) {
            Path repository = disk.mount().resolve("repository");
            VolumeProcess process = new VolumeProcess(directory(repository));
            BackupException failure = catchThrowableOfType(BackupException.class, () -> process.backUp(source));
            assertThat(failure).isNotNull();
            assertThat(failure).hasMessageContainingAll(repository.toString(), "could not write");
        }
    }

    @Test
    void shouldNameTheObjectThatADiskDoesNotGiveBack() throws IOException {
        try (FailingDisk disk = new FailingDisk(folder)) {
            Files.write(disk.mount().resolve("first-half"), new byte[34 << 20]);
            Path repository = disk.mount().resolve("repository");
            new VolumeProcess(directory(repository)).backUp(source);
            disk.fail();
            VolumeProcess reader = new VolumeProcess(new ReadOnly(directory(repository)));
            fails(FailureKind.UNAVAILABLE, () -> reader.restore(target), "could not read ", "Input/output error");
        }
    }

    /** Takes no lock where nobody can write. */
    private static final class ReadOnly extends ForwardingObjectStore {
        ReadOnly(ObjectStore store) {
            super(store);
        }

        @Override
        public void put(String key, ObjectContent content) {
            assertThat(key).startsWith("locks/");
        }

        @Override
        public void delete(String key) {
            assertThat(key).startsWith("locks/");
        }
    }

    @Test
    void shouldNameWhatItMayNotRead() throws IOException {
        Path closed = Files.createDirectory(source.resolve("closed"));
        Files.writeString(closed.resolve("in"), "x");
        Path secret = Files.writeString(source.resolve("secret"), "x");
        forbid(closed, "---------");
        forbid(secret, "---------");
        try (OpenRepository repository = TestRepositories.openOrCreate(new MemoryObjectStore())) {
            ArchivedTree archived = WithoutCapability.anyFile(() -> TestArchives.archive(repository, source));

            assertThat(archived.source().counts()).isEqualTo(new TroubleCounts(0, 0, 2));
            assertThat(archived.troubles())
                    .allSatisfy(trouble -> assertThat(trouble.message()).contains("permission denied"))
                    .extracting(FileTrouble::path)
                    .containsExactlyInAnyOrder("closed", "secret");
            try (TreeRoot root = TreeRoot.make(target)) {
                RestoreReport report = new Restorer(repository.index(), TestRepositories.limits())
                        .restore(archived.tree(), root, RestoreListener.NONE);
                assertThat(report.troubles()).isEmpty();
            }
        }
        assertThat(target.resolve("secret")).doesNotExist();
        Trees.mustBeEqual(target.resolve("a"), source.resolve("a"));
    }

    @Test
    void shouldNameWhatItMayNotWriteAndRestoreTheRest() throws IOException {
        VolumeProcess process = new VolumeProcess(backedUp());
        Files.createDirectories(target.resolve("a/b"));
        forbid(target.resolve("a/b"), "r-xr-xr-x");

        RestoreReport report = WithoutCapability.anyFile(() -> process.restore(target));

        assertThat(report.troubles()).isNotEmpty().allSatisfy(trouble -> {
            assertThat(trouble.path()).startsWith("a/b/");
            assertThat(trouble.kind()).isEqualTo(FailureKind.UNWRITABLE);
            assertThat(trouble.message()).contains("permission denied");
        });
        assertThat(report.troubles().stream().map(FileTrouble::path)).contains("a/b/middle");
        assertThat(target.resolve("a/large")).hasSameBinaryContentAs(source.resolve("a/large"));
        forbid(target.resolve("a/b"), "rwxr-xr-x");
        assertThat(process.restore(target).troubles()).isEmpty();
        Trees.mustBeEqual(target, source);
    }

    private MemoryObjectStore backedUp() {
        MemoryObjectStore store = new MemoryObjectStore();
        new VolumeProcess(store).backUp(source);
        return store;
    }

    private static ObjectStore directory(Path repository) {
        return ImpatientStores.directory(repository, DEADLINE);
    }

    private void mustBeSound(Path repository) {
        String _ = new Restic(repository, folder.resolve("scratch")).run("check", "--no-lock", "--read-data");
    }

    private static void fails(FailureKind kind, ThrowingCallable work, String... words) {
        BackupException failure = catchThrowableOfType(BackupException.class, work);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        assertThat(failure).hasMessageContainingAll(words);
        assertThat(failure.getMessage()).hasLineCount(1).doesNotContain("Exception");
    }

    private static void forbid(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
