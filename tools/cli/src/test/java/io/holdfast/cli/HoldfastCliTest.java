package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.StandardOutput;
import io.holdfast.cli.session.Invocation;
import io.holdfast.concurrent.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What a person meets who calls it: each trouble is one sentence, with a remedy and an exit code of its own. */
class HoldfastCliTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldMakeARepositoryOnceAndListIt() throws Exception {
        String password =
                Files.writeString(folder.resolve("password"), "secret\n").toString();
        String place = folder.resolve("repository").toString();
        assertThat(call(Map.of(), "repo", "init", "--repo", place, "--password-file", password))
                .isZero();
        assertThat(call(Map.of("RESTIC_REPOSITORY", place, "RESTIC_PASSWORD_FILE", password), "repo", "snapshots"))
                .isZero();
        assertThat(out.toString()).contains("made repository", "0 snapshots");
        assertThat(call(Map.of(), "repo", "init", "--repo", place, "--password-file", password))
                .isEqualTo(ExitCode.FAILED.number());
        assertThat(err.toString()).contains("There is a repository in " + place + " already");
    }

    @Test
    void shouldTellThatThereIsNoRepository() {
        String place = folder.resolve("nothing").toString();
        assertThat(call(Map.of("RESTIC_PASSWORD", "secret"), "repo", "snapshots", "--repo", place))
                .isEqualTo(ExitCode.NO_REPOSITORY.number());
        assertThat(err.toString()).startsWith("holdfast: ").contains(place).hasLineCount(1);
    }

    @Test
    void shouldTellProgramsInJson() {
        Map<String, String> variables = Map.of("RESTIC_PASSWORD", "secret", "RESTIC_REPOSITORY", folder + "/r");
        assertThat(call(variables, "repo", "init")).isZero();
        assertThat(call(
                        Map.of("RESTIC_PASSWORD", "wrong", "RESTIC_REPOSITORY", folder + "/r"),
                        "repo",
                        "snapshots",
                        "--json"))
                .isEqualTo(ExitCode.WRONG_PASSWORD.number());
        assertThat(err.toString()).startsWith("{\"message_type\":\"exit_error\",\"code\":12,");
    }

    @Test
    void shouldTellWhichFolderIsLeftOutAsAnotherMount() throws Exception {
        Map<String, String> variables = Map.of("RESTIC_PASSWORD", "secret", "RESTIC_REPOSITORY", folder + "/r");
        assertThat(call(variables, "repo", "init")).isZero();
        String source = Files.createDirectory(folder.resolve("source")).toString();
        String mounted = Files.createDirectory(folder.resolve("source/disk")).toString();
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mounted);
        try {
            assertThat(call(variables, "repo", "backup", source)).isZero();
            assertThat(err.toString()).contains("holdfast: disk is left out: another file system is mounted there\n");
            assertThat(call(variables, "repo", "backup", "--json", source)).isZero();
            assertThat(err.toString()).contains("{\"message_type\":\"left_out\",\"item\":\"disk\",");
            assertThat(out.toString()).contains("saved, without 1 other mount\n", "\"mounts_left_out\":1,");

            Files.writeString(Path.of(mounted, "file"), "inside");
            int told = err.toString().length();
            assertThat(call(variables, "repo", "backup", "--cross-mounts", source))
                    .isZero();
            assertThat(err.toString().substring(told)).doesNotContain("left out");
        } finally {
            run("umount", mounted);
        }
    }

    @Test
    void shouldCountWhatIsNotInTheSnapshotByItsKind() throws Exception {
        Map<String, String> variables = Map.of("RESTIC_PASSWORD", "secret", "RESTIC_REPOSITORY", folder + "/r");
        assertThat(call(variables, "repo", "init")).isZero();
        Path source = Files.createDirectory(folder.resolve("source"));
        try (RandomAccessFile hole =
                new RandomAccessFile(source.resolve("too large").toFile(), "rw")) {
            hole.setLength(15L << 40);
        }
        run("mknod", source.resolve("pipe").toString(), "p");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                RestlessFile _ = new RestlessFile(source.resolve("restless"))) {
            var _ = server.bind(UnixDomainSocketAddress.of(source.resolve("socket")));
            assertThat(call(variables, "repo", "backup", source.toString())).isEqualTo(ExitCode.INCOMPLETE.number());
            assertThat(out.toString())
                    .contains(
                            "saved, without 1 socket; it is incomplete: 1 changed while being read, 1 could not be read");
            assertThat(call(variables, "repo", "backup", "--json", source.toString()))
                    .isEqualTo(ExitCode.INCOMPLETE.number());
        }
        assertThat(out.toString())
                .contains(
                        "\"changed\":1,\"vanished\":0,\"unreadable\":1,\"sockets_left_out\":1,\"mounts_left_out\":0,");
        assertThat(err.toString())
                .contains("holdfast: restless: it changed while it was read", "holdfast: too large: its size is");
    }

    /** Longer with each moment, as times alone may stand still for some milliseconds; and long enough to take a while. */
    private static final class RestlessFile implements AutoCloseable {
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Thread writer;

        RestlessFile(Path file) throws Exception {
            Files.write(file, new byte[32 << 20]);
            CountDownLatch writing = new CountDownLatch(1);
            writer = Workers.platformThreads("restless").newThread(() -> {
                try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                    for (int i = 0; !ended.get(); i++) {
                        open.seek(open.length());
                        open.write(i);
                        writing.countDown();
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            writer.start();
            writing.await();
        }

        @Override
        public void close() {
            ended.set(true);
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as("%s, for which these tests have to run as root", String.join(" ", command))
                .isZero();
    }

    @Test
    void shouldAskForWhatIsMissing() {
        assertThat(call(Map.of(), "repo", "snapshots")).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("--repo", "RESTIC_REPOSITORY");
        assertThat(call(Map.of("RESTIC_REPOSITORY", "", "RESTIC_REPOSITORY_FILE", "/r"), "repo", "snapshots"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).containsOnlyOnce("RESTIC_REPOSITORY_FILE is not served");
        assertThat(call(Map.of("RESTIC_REPOSITORY", "/r"), "repo", "snapshots")).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("--password-file", "RESTIC_PASSWORD");
        assertThat(call(Map.of(), "repo")).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("a command is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "repo snapshot, did you mean snapshots",
        "rpo snapshots, did you mean repo",
        "repo key lits, did you mean list",
        "repo ls latest --recursiv, did you mean --recursive"
    })
    void shouldNameTheNearestWord(String line, String suggestion) {
        assertThat(call(Map.of(), line.split(" "))).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains(suggestion, "--help` tells how it is used");
    }

    @ParameterizedTest
    @CsvSource({
        "/a --exclude x, backup has no excludes",
        "-e x /a, backup has no excludes",
        "/a --exclude-caches, backup has no excludes",
        "/a /b /c, 'backup takes one directory, and /b /c would be more'"
    })
    void shouldSayWhatABackupDoesNotDo(String arguments, String sentence) {
        assertThat(call(Map.of(), ("repo backup " + arguments).split(" "))).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).startsWith("holdfast: " + sentence);
    }

    static Stream<String> commands() {
        return leaves(HoldfastCli.commandLine(invocation(Map.of())), "");
    }

    private static Stream<String> leaves(CommandLine command, String path) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(path.strip())
                : command.getSubcommands().entrySet().stream()
                        .flatMap(below -> leaves(below.getValue(), path + " " + below.getKey()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldDocumentExitCodes(String command) {
        assertThat(call(Map.of(), (command + " --help").split(" "))).isZero();
        assertThat(out.toString()).contains("Exit codes:", "130   interrupted", "--repo", "--json");
    }

    /** Proves that the test before this one sees the commands. */
    @Test
    void shouldHaveAllCommands() {
        assertThat(commands())
                .contains("repo backup", "repo key passwd", "repo forget")
                .hasSizeGreaterThan(15);
    }

    private static Invocation invocation(Map<String, String> variables) {
        return new Invocation(variables, Clock.systemUTC(), false, new StandardOutput(OutputStream.nullOutputStream()));
    }

    private int call(Map<String, String> variables, String... arguments) {
        CommandLine line = HoldfastCli.commandLine(invocation(variables));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }
}
