package io.holdfast.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.foreign.TreeFacts;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trees as only somebody with the repository's key and ill will writes them: told, and never a way out of the target. Seen to fail
 * with {@code FileName.isValid} letting slashes and dots pass.
 */
class HostileSnapshotTest {
    private static final String LINK_OUT = "{\"name\":\"x\",\"type\":\"symlink\",\"linktarget\":\"../outside\"}";

    @TempDir
    private Path folder;

    private final OwnRepository repository = new OwnRepository();
    private Path outside = Path.of("");
    private Path target = Path.of("");
    private BlobId below = BlobId.of(new byte[0]);

    @BeforeEach
    void create() throws Exception {
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("inside"), "precious");
        target = Files.createDirectory(folder.resolve("target"));
        below = tree("{\"name\":\"inside\",\"type\":\"file\",\"mode\":438,\"content\":[]}");
    }

    @AfterEach
    void close() {
        repository.close();
    }

    /** As JSON has them; what follows a backslash is the repository's own way to write any byte. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "/",
                "/etc",
                "a/b",
                "../outside",
                "x/../../outside",
                "\\\\x2e\\\\x2e",
                "\\\\u002e\\\\u002e",
                "\\\\x2e\\\\x2e\\\\x2foutside",
                "a\\\\x00b",
                "\\\\x00",
                "a\\u0000b",
                "\\\\"
            })
    void shouldRefuseNamesThatNoFileHas(String name) throws Exception {
        var before = TreeFacts.of(outside);
        for (String entry : List.of(directory(name), "{\"name\":\"" + name + "\",\"type\":\"file\",\"content\":[]}")) {
            BlobId tree = tree(entry);
            assertThatThrownBy(() -> repository.restore(tree, target))
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT));
            assertThat(troubles(tree("{\"name\":\"d\",\"type\":\"dir\",\"subtree\":\"" + tree + "\"}")))
                    .singleElement()
                    .satisfies(trouble -> assertThat(trouble.path()).isEqualTo("d"))
                    .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(FailureKind.CORRUPT));
            assertThat(target.resolve("d")).isEmptyDirectory();
        }
        assertThat(TreeFacts.of(outside)).isEqualTo(before);
        assertThat(folder).isDirectoryContaining("glob:**/target").isDirectoryContaining("glob:**/outside");
    }

    @Test
    void shouldNotGoThroughALinkOfItsOwn() throws Exception {
        var before = TreeFacts.of(outside);
        assertThat(troubles(tree(LINK_OUT, directory("x"))))
                .containsExactly(new FileTrouble("x", FailureKind.CORRUPT, twice("x")));
        assertThat(Files.isSymbolicLink(target.resolve("x"))).isTrue();
        assertThat(TreeFacts.of(outside)).isEqualTo(before);
    }

    @Test
    void shouldKeepTheFirstOfTwoEntriesOfOneName() throws Exception {
        assertThat(troubles(tree(directory("x"), LINK_OUT)))
                .containsExactly(new FileTrouble("x", FailureKind.CORRUPT, twice("x")));
        assertThat(target.resolve("x/inside")).isEmptyFile();
        assertThat(troubles(tree(directory("y"), directory("x"), directory("y"))))
                .extracting(FileTrouble::path)
                .as("out of order, so that one cannot tell")
                .containsExactly("x", "y");
    }

    /** An inode in a snapshot is a number that tells which of its own entries are one file, and nothing else. */
    @Test
    void shouldNotTakeAnInodeOutsideForTheFirstNameOfAFile() throws Exception {
        var before = TreeFacts.of(outside);
        FileStatus precious;
        try (OpenDirectory directory = OpenDirectory.open(outside)) {
            precious = directory.status(FileName.of("inside"));
        }
        String same = "\"inode\":%d,\"device_id\":%d,\"links\":2,\"mode\":511,\"content\":[]}"
                .formatted(precious.inode(), precious.device());
        assertThat(troubles(tree(
                        "{\"name\":\"a\",\"type\":\"file\"," + same,
                        "{\"name\":\"b\",\"type\":\"symlink\",\"linktarget\":\"../outside/inside\"," + same,
                        "{\"name\":\"c\",\"type\":\"file\"," + same)))
                .isEmpty();
        assertThat(TreeFacts.of(outside)).isEqualTo(before);
        assertThat(target.resolve("c")).isEmptyFile();
        assertThat(Files.getAttribute(target.resolve("a"), "unix:nlink")).isEqualTo(2);
        assertThat(Files.isSymbolicLink(target.resolve("b"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\":\"symlink\",\"linktarget\":\"\"",
                "\"type\":\"symlink\",\"linktarget\":\"a\\u0000b\"",
                "\"type\":\"symlink\",\"linktarget_raw\":\"YQBi\"",
                "\"type\":\"dir\"",
                "\"type\":\"dir\",\"subtree\":\"1111111111111111111111111111111111111111111111111111111111111111\"",
                "\"type\":\"file\",\"content\":[\"1111111111111111111111111111111111111111111111111111111111111111\"]",
                "\"type\":\"file\",\"size\":9223372036854775807",
                "\"type\":\"file\",\"size\":18446744073709551615",
                "\"type\":\"fifo\",\"extended_attributes\":[{\"name\":\"user.a\\u0000b\",\"value\":\"YQ==\"}]",
                "\"type\":\"file\",\"content\":[],\"extended_attributes\":[{\"name\":\"system.posix_acl_access\",\"value\":\"YQ==\"}]",
                "\"type\":\"irregular\"",
                "\"type\":\"\""
            })
    void shouldNameWhatCannotBeRestored(String rest) {
        assertThat(troubles(tree(directory("a"), "{\"name\":\"m\"," + rest + "}", directory("z"))))
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.path()).isEqualTo("m"));
        assertThat(target.resolve("a/inside")).exists();
        assertThat(target.resolve("z/inside")).exists();
    }

    @Test
    void shouldNameTooLongNamesAndLinks() {
        assertThat(troubles(tree(
                        directory("n".repeat(256)),
                        "{\"name\":\"o\",\"type\":\"symlink\",\"linktarget\":\"" + "l".repeat(4096) + "\"}",
                        directory("z"))))
                .hasSize(2)
                .allSatisfy(trouble -> assertThat(trouble.message()).contains("too long"));
        assertThat(target.resolve("z/inside")).exists();
        assertThat(Files.exists(target.resolve("o"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    private String directory(String name) {
        return "{\"name\":\"" + name + "\",\"type\":\"dir\",\"mode\":2147484159,\"subtree\":\"" + below + "\"}";
    }

    private static String twice(String name) {
        return "its snapshot has " + name + " twice, or out of order; only the first is restored";
    }

    private BlobId tree(String... nodes) {
        return repository.save(("{\"nodes\":[" + String.join(",", nodes) + "]}\n").getBytes(UTF_8));
    }

    private List<FileTrouble> troubles(BlobId tree) {
        RestoreReport report = repository.restore(tree, target);
        assertThat(report.troubleCount()).isEqualTo(report.troubles().size());
        return report.troubles();
    }
}
