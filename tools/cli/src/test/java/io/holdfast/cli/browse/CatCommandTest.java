package io.holdfast.cli.browse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.foreign.Restic;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.restore.BackedUpSample;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cat} and {@code dump}, of a repository that restic has filled. */
class CatCommandTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void backUp() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        byte[] large = new byte[5_000_000];
        new Random(3).nextBytes(large);
        Files.write(source.resolve("large"), large);
        Files.write(source.resolve("empty"), new byte[0]);
        Files.writeString(Files.createDirectory(source.resolve("below")).resolve("text"), "some text");
        Files.createSymbolicLink(source.resolve("link"), Path.of("large"));
        TestCli _ = TestCli.make(folder.resolve("repository"));
        restic().backUp(source);
    }

    @Test
    void shouldWriteAFilesBytes() {
        assertThat(folder.resolve("source/large")).hasBinaryContent(bytes("dump", "latest", "/large"));
        assertThat(bytes("dump", "latest", "empty")).isEmpty();
        assertThat(bytes("dump", "latest:/below", "text")).asString().isEqualTo("some text");
    }

    @Test
    void shouldSayWhyItIsNoFile() {
        cli().run("dump", "latest", "/below").failed(ExitCode.USAGE, "/below in snapshot ", "is a directory");
        cli().run("dump", "latest", "/").failed(ExitCode.USAGE, "is a directory");
        cli().run("dump", "latest", "/link").failed(ExitCode.USAGE, "is a symlink, which has no content");
        cli().run("dump", "latest", "/below/nothing")
                .failed(ExitCode.FAILED, "There is no /below/nothing in snapshot ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "index", "snapshot", "key"})
    void shouldShowJsonAsResticDoes(String kind) {
        String id = kind.equals("config") ? "" : id(kind.equals("index") ? "index" : kind + "s");
        assertThat(shortTimes(json(bytes("cat", kind, id))))
                .isEqualTo(shortTimes(TestCli.object(restic().run("cat", kind, id, "--no-lock"))));
        if (!id.isEmpty()) {
            assertThat(bytes("cat", kind, id.substring(0, 10))).isEqualTo(bytes("cat", kind, id));
        }
    }

    @Test
    void shouldShowTreesBlobsAndPacks() throws Exception {
        assertThat(json(bytes("cat", "tree", "latest:/below")))
                .isEqualTo(TestCli.object(restic().run("cat", "tree", id("snapshots") + ":/below", "--no-lock")));
        JsonNode root = json(bytes("cat", "tree", "latest"));
        String subtree = root.path("nodes").path(0).path("subtree").asText();
        assertThat(bytes("cat", "tree", subtree)).isEqualTo(bytes("cat", "tree", "latest:/below"));
        JsonNode below = json(bytes("cat", "blob", subtree.substring(0, 12)));
        String text = below.path("nodes").path(0).path("content").path(0).asText();
        assertThat(bytes("cat", "blob", text)).asString().isEqualTo("some text");
        try (Stream<Path> packs = Files.walk(folder.resolve("repository/data"))) {
            Path pack = packs.filter(Files::isRegularFile).findFirst().orElseThrow();
            assertThat(bytes("cat", "pack", pack.getFileName().toString())).isEqualTo(Files.readAllBytes(pack));
        }
    }

    @Test
    void shouldShowLocks() {
        try (OpenRepository repository = BackedUpSample.open(folder.resolve("repository"));
                RepositoryLock _ = repository.lock(LockOwner.ofProcess("elsewhere", "somebody"), LockMode.SHARED)) {
            assertThat(json(bytes("cat", "lock", id("locks"))).path("hostname").asText())
                    .isEqualTo("elsewhere");
        }
    }

    @Test
    void shouldKeepTheMasterKey() {
        cli().run("cat", "masterkey").failed(ExitCode.USAGE, "the master key is not shown");
    }

    @Test
    void shouldSayWhatIsMissing() {
        cli().run("cat", "index").failed(ExitCode.USAGE, "the id of a index is missing");
        cli().run("cat", "blob", "0123456789").failed(ExitCode.FAILED, "No index knows a blob with the id 0123456789");
        cli().run("cat", "tree", "latest:/nothing").failed(ExitCode.FAILED, "There is no /nothing in snapshot ");
        cli().run("cat", "pack", "XYZ").failed(ExitCode.USAGE, "\"XYZ\" is not the beginning of an id");
        cli().run("cat", "packs", "0").failed(ExitCode.USAGE, "packs");
    }

    private static TestCli cli() {
        return new TestCli(folder.resolve("repository"));
    }

    private static Restic restic() {
        return new Restic(folder.resolve("repository"), folder.resolve("scratch"));
    }

    private static byte[] bytes(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> given =
                Stream.of(arguments).filter(argument -> !argument.isEmpty()).toList();
        TestCli.Result _ =
                cli().writingTo(bytes).run(given.toArray(String[]::new)).succeeded();
        return bytes.toByteArray();
    }

    /** restic writes times again when it shows them, without zeros at their end. */
    private static JsonNode shortTimes(JsonNode json) {
        return TestCli.object(json.toString().replaceAll("(:\\d\\d\\.\\d*?)0+Z\"", "$1Z\""));
    }

    private static JsonNode json(byte[] bytes) {
        return TestCli.object(new String(bytes, UTF_8));
    }

    /** The only file of that kind. */
    private static String id(String directory) {
        String[] files =
                folder.resolve("repository").resolve(directory).toFile().list();
        assertThat(files).hasSize(1);
        return files[0];
    }
}
