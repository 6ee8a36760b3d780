package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.foreign.TreeFacts;
import io.holdfast.linux.FileName;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDescriptor;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.Protection;
import io.holdfast.linux.WithoutCapability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Immutable and append-only flags in the target, on a file system that has them (ext4, XFS, Btrfs, tmpfs). */
class ProtectedTargetTest {
    private static final Set<Protection> IMMUTABLE = Set.of(Protection.IMMUTABLE);
    private static final Set<Protection> APPEND_ONLY = Set.of(Protection.APPEND_ONLY);

    @TempDir
    private Path folder;

    private final OwnRepository repository = new OwnRepository();
    private Path source = Path.of("");
    private Path target = Path.of("");
    private BlobId tree = BlobId.of(new byte[0]);

    @BeforeEach
    void backUp() throws Exception {
        source = Files.createDirectory(folder.resolve("source"));
        for (String directory : List.of("a/b", "made", "c")) {
            Files.createDirectories(source.resolve(directory));
        }
        for (String file : List.of("a/immutable", "a/b/grows", "a/b/was a folder", "c/plain", "c/also")) {
            Files.writeString(source.resolve(file), "content of " + file);
        }
        Files.createLink(source.resolve("a/linked"), source.resolve("c/plain"));
        Files.createSymbolicLink(source.resolve("a/link"), Path.of("immutable"));
        tree = repository.backUp(source);
        target = folder.resolve("target");
        assertThat(repository.restore(tree, target).troubles()).isEmpty();
    }

    @AfterEach
    void close() throws Exception {
        repository.close();
        Process unprotecting = new ProcessBuilder("chattr", "-R", "-f", "-ia", folder.toString()).start();
        assertThat(unprotecting.waitFor()).isIn(0, 1);
    }

    @Test
    void shouldReplaceProtectedFilesAndGiveDirectoriesTheirProtectionBack() throws Exception {
        Files.writeString(target.resolve("a/immutable"), "other");
        Files.delete(target.resolve("a/b/was a folder"));
        Files.createDirectory(target.resolve("a/b/was a folder"));
        Files.delete(target.resolve("a/link"));
        Files.writeString(target.resolve("a/link"), "in its place");
        Files.delete(target.resolve("made"));
        Files.writeString(target.resolve("made"), "in its place");
        for (String path : List.of("a/immutable", "a/b/was a folder", "a/link", "made", "a/b", "")) {
            protect(path, IMMUTABLE);
        }
        for (String path : List.of("a/b/grows", "a", "c", "c/also")) {
            protect(path, APPEND_ONLY);
        }

        RestoreReport report = repository.restore(tree, target);

        assertThat(report.troubles()).isEmpty();
        assertThat(TreeFacts.of(target)).isEqualTo(TreeFacts.of(source));
        for (String path : List.of("a/b", "")) {
            assertThat(protections(path)).as(path).isEqualTo(IMMUTABLE);
        }
        for (String path : List.of("a", "c")) {
            assertThat(protections(path)).as(path).isEqualTo(APPEND_ONLY);
        }
        for (String path : List.of("a/immutable", "a/b/was a folder", "a/b/grows", "a/linked", "c/also", "made")) {
            assertThat(protections(path)).as(path).isEmpty();
        }
    }

    @Test
    void shouldGiveDirectoriesTheirProtectionBackWhenItEndsEarly() throws Exception {
        protect("a/b", IMMUTABLE);
        protect("a", APPEND_ONLY);
        protect("", IMMUTABLE);
        Thread restoring = Thread.currentThread();
        assertThatThrownBy(() -> repository.restore(tree, target, new RestoreListener() {
                    @Override
                    public void fileFound(long bytes) {
                        restoring.interrupt();
                    }
                }))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(protections("")).isEqualTo(IMMUTABLE);
        assertThat(protections("a")).isEqualTo(APPEND_ONLY);
        assertThat(protections("a/b")).isEqualTo(IMMUTABLE);
    }

    @Test
    void shouldNameTheFlagAndTheRemedyWithoutTheRightToTakeItAway() throws Exception {
        protect("a/immutable", IMMUTABLE);
        protect("c/also", APPEND_ONLY);
        protect("a/b", APPEND_ONLY);

        RestoreReport report = WithoutCapability.linuxImmutable(() -> repository.restore(tree, target));

        assertThat(report.troubles()).hasSize(3);
        assertThat(message(report, "a/immutable"))
                .isEqualTo("cannot change or replace immutable: it is immutable, and only CAP_LINUX_IMMUTABLE allows to"
                        + " end that; run chattr -i on it first");
        assertThat(message(report, "c/also")).contains("append-only", "chattr -a");
        assertThat(message(report, "a/b")).contains("append-only", "chattr -a");
        assertThat(protections("a/b")).isEqualTo(APPEND_ONLY);
        assertThat(target.resolve("c/plain")).hasContent("content of c/plain");
    }

    /** Its other name may be outside the target, where nobody has asked for a change. */
    @Test
    void shouldLeaveTheProtectionOfAReplacedFileThatHasAnotherName() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.createLink(elsewhere, target.resolve("a/immutable"));
        protect("a/immutable", IMMUTABLE);

        assertThat(repository.restore(tree, target).troubles()).isEmpty();

        assertThat(protections("a/immutable")).isEmpty();
        assertThat(protections("../elsewhere")).isEqualTo(IMMUTABLE);
    }

    @Test
    void shouldNotBeginWhereTheTargetItselfStaysProtected() throws Exception {
        protect("", IMMUTABLE);
        assertThatThrownBy(() -> WithoutCapability.linuxImmutable(() -> repository.restore(tree, target)))
                .hasRootCauseInstanceOf(LinuxError.class)
                .hasMessageContaining(target.toString())
                .hasMessageContaining("chattr -i");
    }

    private static String message(RestoreReport report, String path) {
        return report.troubles().stream()
                .filter(trouble -> trouble.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not in " + report.troubles()))
                .message();
    }

    private void protect(String path, Set<Protection> protections) throws LinuxError {
        try (OpenDescriptor open = open(path)) {
            open.protect(protections);
        }
    }

    private Set<Protection> protections(String path) throws LinuxError {
        try (OpenDescriptor open = open(path)) {
            return open.protections();
        }
    }

    private OpenDescriptor open(String path) throws LinuxError {
        Path file = target.resolve(path);
        if (Files.isDirectory(file)) {
            return OpenDirectory.open(file);
        }
        try (OpenDirectory directory = OpenDirectory.open(Objects.requireNonNull(file.getParent()))) {
            return directory.openFile(FileName.of(Objects.toString(file.getFileName())));
        }
    }
}
