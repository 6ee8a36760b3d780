package io.holdfast.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.failure.FailureKind;
import io.holdfast.linux.Errno;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.PlayedError;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryObjectStoreTest extends ObjectStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

    @TempDir
    private Path parent;

    @Override
    ObjectStore store() {
        return new DirectoryObjectStore(parent.resolve("store"), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(ints = {Errno.EPERM, Errno.EOPNOTSUPP, Errno.ENOSYS})
    void shouldSayAtOnceThatItsFileSystemHasNoHardLinks(int errno) throws Exception {
        ObjectStore store = refusingToLink(PlayedError.of(errno));
        assertFails(
                FailureKind.UNSUPPORTED, "has no hard links", () -> store.putIfAbsent("config", ObjectContent.of("x")));
        assertThat(parent.resolve("store")).isEmptyDirectory();
    }

    /** What the kernel says to one who links a directory, as vfat says it of files. */
    @Test
    void shouldKnowTheKernelsOwnWord() throws Exception {
        Path directory = Files.createDirectory(parent.resolve("directory"));
        LinuxError error = catchThrowableOfType(
                LinuxError.class, () -> NewLink.HARD.make(directory, directory.resolveSibling("link")));
        assertThat(new DirectoryFailures(parent).notLinked("config", error).kind())
                .isEqualTo(FailureKind.UNSUPPORTED);
    }

    @Test
    void shouldTryAgainWhereALinkFailsOtherwise() {
        ObjectStore store = refusingToLink(PlayedError.of(Errno.EIO));
        assertFails(FailureKind.UNAVAILABLE, "input/output", () -> store.putIfAbsent("config", ObjectContent.of("x")));
    }

    private ObjectStore refusingToLink(LinuxError error) {
        return new DirectoryObjectStore(parent.resolve("store"), Clock.systemUTC(), (_, _) -> {
            throw error;
        });
    }

    @Test
    void shouldBeEmptyWhereItsDirectoryDoesNotExist() {
        assertThat(list("")).isEmpty();
        assertThat(parent.resolve("store")).doesNotExist();
    }

    @Test
    void shouldWriteWithTheModesOfRestic() throws Exception {
        store().put("data/1a/pack", ObjectContent.of("x"));
        assertThat(mode("store/data/1a")).isEqualTo("rwx------");
        assertThat(mode("store/data/1a/pack")).isEqualTo("r--------");
    }

    @Test
    void shouldLeaveNoTemporaryFileBehind() throws Exception {
        store().put("a/b", ObjectContent.of("x"));
        assertThat(store().putIfAbsent("a/b", ObjectContent.of("y"))).isFalse();
        assertThat(store().putIfAbsent("a/c", ObjectContent.of("y"))).isTrue();
        try (Stream<Path> files = Files.list(parent.resolve("store/a"))) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactlyInAnyOrder("b", "c");
        }
    }

    @Test
    void shouldNotListTemporaryFilesAndRemoveThoseOfDeadProcesses() throws Exception {
        store().put("data/pack", ObjectContent.of("x"));
        Path fresh = temporary("fresh", Duration.ofHours(23));
        Path abandoned = temporary("abandoned", Duration.ofHours(25));
        assertThat(list("")).containsExactly("data/pack");
        assertThat(fresh).exists();
        assertThat(abandoned).doesNotExist();
    }

    @Test
    void shouldNotTellOfADirectoryThatHoldsOnlyTemporaryFiles() throws Exception {
        Files.createDirectories(parent.resolve("store/data"));
        temporary("fresh", Duration.ZERO);
        store().listDirectories("", name -> {
            throw new AssertionError(name);
        });
    }

    @Test
    void shouldNotFollowALinkWhenItLists() throws Exception {
        Path outside = Files.createDirectory(parent.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "x");
        store().put("data/pack", ObjectContent.of("x"));
        Files.createSymbolicLink(parent.resolve("store/data/link"), outside);
        assertThat(list("")).containsExactly("data/pack");
    }

    @Test
    void shouldListDirectoriesThatLieOnAnotherDisk() throws Exception {
        Path disk = Files.createDirectory(parent.resolve("disk"));
        Files.createDirectory(parent.resolve("store"));
        Files.createSymbolicLink(parent.resolve("store/data"), disk);
        store().put("data/1a/pack", ObjectContent.of("x"));
        store().put("locks/lock", ObjectContent.of("x"));
        assertThat(list("data/")).containsExactly("data/1a/pack");
        assertThat(list("data/1a/")).containsExactly("data/1a/pack");
        assertThat(list("")).containsExactly("data/1a/pack", "locks/lock");
        List<String> directories = new ArrayList<>();
        store().listDirectories("", directories::add);
        assertThat(directories).containsExactlyInAnyOrder("data", "locks");
    }

    /** The file is a directory here, which is not empty: nobody can delete it. */
    @Test
    void shouldListBesideAnAbandonedFileThatCannotBeRemoved() throws Exception {
        Path stuck = Files.createDirectories(parent.resolve("store/data/.holdfast-tmp-stuck"));
        Files.writeString(stuck.resolve("x"), "x");
        Files.setLastModifiedTime(stuck, FileTime.from(NOW.minus(Duration.ofDays(2))));
        new TemporaryFiles(Clock.fixed(NOW, ZoneOffset.UTC)).removeIfAbandoned(stuck);
        assertThat(stuck).exists();
    }

    @Test
    void shouldSayWhichDirectoryIsFull() {
        DirectoryFailures failures = new DirectoryFailures(parent);
        var failure = failures.of("write", "data/pack", new FileSystemException("x", null, "No space left on device"));
        assertThat(failure.kind()).isEqualTo(FailureKind.NO_SPACE);
        assertThat(failure).hasMessageContaining(parent.toString()).hasMessageContaining("data/pack");
    }

    private Path temporary(String name, Duration age) throws Exception {
        Path file = Files.writeString(parent.resolve("store/data/.holdfast-tmp-" + name), "half");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
        return file;
    }

    private String mode(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve(file)));
    }
}
