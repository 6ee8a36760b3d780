package io.holdfast.cli.repository;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that restic and we share. */
class KeyCommandTest {
    private static final String NEW = "another password";

    @TempDir
    private Path folder;

    private TestCli cli = new TestCli(Path.of(""));

    @BeforeEach
    void make() {
        cli = TestCli.make(folder.resolve("repository"));
    }

    @Test
    void shouldAddAKeyThatResticOpens() throws Exception {
        String added = cli.json(
                        "key", "add", "--new-password-file", file(NEW + "\n"), "--user", "you", "--host", "there")
                .getFirst()
                .path("id")
                .asText();
        assertThat(opens(NEW)).isTrue();
        assertThat(opens(Restic.PASSWORD)).isTrue();
        List<JsonNode> keys = cli.json("key", "list");
        assertThat(keys).hasSize(2);
        JsonNode ours = keys.stream()
                .filter(key -> key.path("id").asText().equals(added))
                .findFirst()
                .orElseThrow();
        JsonNode theirs = StreamSupport.stream(
                        TestCli.object(restic(NEW).run("key", "list", "--json", "--no-lock"))
                                .spliterator(),
                        false)
                .filter(key -> added.startsWith(key.path("id").asText()))
                .findFirst()
                .orElseThrow();
        assertThat(ours.path("username").asText())
                .isEqualTo("you")
                .isEqualTo(theirs.path("userName").asText());
        assertThat(ours.path("hostname").asText())
                .isEqualTo("there")
                .isEqualTo(theirs.path("hostName").asText());
        assertThat(ours.path("current").asBoolean()).isFalse();
        assertThat(theirs.path("current").asBoolean()).isTrue();
    }

    @Test
    void shouldListAndRemoveAKeyOfRestics() throws Exception {
        String _ = restic(Restic.PASSWORD).run("key", "add", "--new-password-file", file(NEW));
        List<String> lines = cli.run("key", "list").succeeded().lines();
        assertThat(lines).hasSize(3).filteredOn(line -> line.startsWith("*")).hasSize(1);
        String id = cli.json("key", "list").stream()
                .filter(key -> !key.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("short_id")
                .asText();
        cli.with(NEW).run("key", "remove", id).failed(ExitCode.USAGE, "The key " + id, "has opened the repository now");
        assertThat(cli.run("key", "remove", id).succeeded().out()).contains("removed key " + id);
        cli.with(NEW).run("key", "list").failed(ExitCode.WRONG_PASSWORD, "opens with this password");
        assertThat(opens(NEW)).isFalse();
        cli.run("key", "remove", id).failed(ExitCode.FAILED, "No key in ", "has the id " + id);
    }

    @Test
    void shouldChangeThePassword() throws Exception {
        TestCli.Result _ =
                cli.run("key", "passwd", "--new-password-file", file(NEW)).succeeded();
        assertThat(opens(NEW)).isTrue();
        assertThat(opens(Restic.PASSWORD)).isFalse();
        assertThat(cli.with(NEW).json("key", "list")).hasSize(1);
    }

    /** One that is at work may not find its key gone, and restic does the same. */
    @Test
    void shouldNotRemoveKeysWhileOthersAreAtWork() throws Exception {
        try (OpenRepository repository = BackedUpSample.open(folder.resolve("repository"));
                RepositoryLock _ = repository.lock(LockOwner.ofProcess("elsewhere", "somebody"), LockMode.SHARED)) {
            cli.run("key", "passwd", "--new-password-file", file(NEW)).failed(ExitCode.LOCKED, "somebody on elsewhere");
            cli.run("key", "remove", "00").failed(ExitCode.LOCKED, "somebody on elsewhere");
            TestCli.Result _ =
                    cli.run("key", "add", "--new-password-file", file(NEW)).succeeded();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "' x', white space around",
        "'one\ntwo', several lines",
    })
    void shouldRefusePasswordsThatResticWouldReadAsOthers(String content, String why) throws Exception {
        cli.run("key", "add", "--new-password-file", file(content)).failed(ExitCode.USAGE, why);
        assertThat(cli.json("key", "list")).hasSize(1);
    }

    private String file(String content) throws Exception {
        return Files.writeString(folder.resolve("new"), content).toString();
    }

    private boolean opens(String password) {
        Restic.Result result = restic(password).tryRun("cat", "config", "--no-lock");
        assertThat(result.status()).as(result.errors()).isIn(0, ExitCode.WRONG_PASSWORD.number());
        assertThat(cli.with(password).run("snapshots").exitCode()).isEqualTo(result.status());
        return result.status() == 0;
    }

    private Restic restic(String password) {
        return new Restic(folder.resolve("repository"), folder.resolve("scratch"))
                .withEnvironment("RESTIC_PASSWORD", password);
    }
}
