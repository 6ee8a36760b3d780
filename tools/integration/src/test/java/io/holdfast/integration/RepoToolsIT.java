package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.program.Finished;
import io.holdfast.integration.program.PeakMemory;
import io.holdfast.integration.program.Program;
import io.holdfast.integration.program.RunningProgram;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.repository.LocalRepository;
import io.holdfast.integration.testbed.Restic;
import io.holdfast.integration.workload.Scratch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code holdfast repo} offers beside backup and restore, held against restic on the same repository. */
class RepoToolsIT {
    private static final long LARGE_FILE = 10_000_000;
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    /** Two snapshots of a folder, and the changes between them: each test works on a copy. */
    private static final Scratch ORIGINAL = Scratch.create();

    private final Scratch scratch = Scratch.create();
    private final LocalRepository repository = LocalRepository.in(scratch.resolve("repository"));

    @BeforeAll
    static void makeTwoSnapshots() {
        String files = ORIGINAL.resolve("files").toString();
        LocalRepository original = LocalRepository.make(ORIGINAL.resolve("repository"));
        Shell.here()
                .run(
                        "mkdir -p \"$1/letters/old\" \"$1/empty\"; cd \"$1\"; for n in one two three; do"
                                + " head -c $2 /dev/urandom > $n; done; seq 1 9999 > letters/may.odt;"
                                + " cp letters/may.odt letters/old/copy; ln letters/may.odt letters/same;"
                                + " ln -s may.odt letters/link; echo gone > letters/gone; mkfifo pipe; echo 1 > becomes",
                        files,
                        Long.toString(LARGE_FILE));
        original.run("backup", files, "--host", "here");
        Shell.here()
                .run(
                        "cd \"$1\"; rm letters/gone becomes; mkdir becomes; echo in > becomes/in; seq 2 9999 > letters/may.odt;"
                                + " echo new > 'a new one.odt'; chmod 600 one",
                        files);
        original.run("backup", files, "--host", "here", "--tag", "second");
    }

    @BeforeEach
    void copy() {
        Shell.here().run("cp -a \"$1\" \"$2\"", ORIGINAL.resolve("repository").toString(), repository.place());
    }

    @AfterEach
    void clear() {
        scratch.close();
    }

    @AfterAll
    static void clearOriginal() {
        ORIGINAL.close();
    }

    @Test
    void shouldListAndFindWhatResticDoes() {
        List<String> listed = entries(repository.run("ls", "latest"));
        assertThat(listed).contains("/a new one.odt", "/letters/old/copy").isEqualTo(entries(restic("ls", "latest")));
        assertThat(paths(repository.run("find", "--json", "*.odt", "old")))
                .contains("/letters/may.odt", "/a new one.odt", "/letters/old")
                .containsAll(paths(restic("find", "--json", "*.odt", "old")));
    }

    @Test
    void shouldWriteOutWhatResticDoes() {
        String id = snapshots().getLast();
        for (String object : List.of("config", "snapshot " + id, "tree " + id + ":letters")) {
            String[] words = ("cat " + object).split(" ");
            assertThat(repository.run(words).output().replaceAll("\\s", ""))
                    .as(object)
                    .isEqualTo(restic(words).output().replaceAll("\\s", ""));
        }
        assertThat(repository.run("dump", "latest", "/letters/may.odt").rawOutput())
                .startsWith("2\n3\n")
                .isEqualTo(restic("dump", "latest", "/letters/may.odt").rawOutput());
    }

    @Test
    void shouldTellTheDifferencesThatResticTells() {
        List<String> ids = snapshots();
        String[] call = {"diff", "--json", ids.getFirst(), ids.getLast()};
        Finished ours = repository.run(call);
        Finished theirs = restic(call);
        List<String> named = changes(ours);
        assertThat(named)
                .as("restic does not name what is in a directory that has been a file")
                .contains("/becomes/in +");
        assertThat(named.stream().filter(change -> !change.equals("/becomes/in +")))
                .contains("/letters/gone -")
                .containsExactlyInAnyOrderElementsOf(changes(theirs));
        assertThat(number("changed_files", ours)).isEqualTo(number("changed_files", theirs));
    }

    /**
     * Of {@code blobs-per-file}, restic counts a content at the first path that it meets, and it meets snapshots in the order of
     * their ids: so how many paths that comes to is another number each time.
     */
    @Test
    void shouldCountWhatResticCounts() {
        for (String mode : List.of("restore-size", "files-by-contents", "blobs-per-file", "raw-data")) {
            Finished ours = repository.run("stats", "--json", "--mode", mode);
            Finished theirs = restic("stats", "--json", "--mode", mode);
            Stream.of("total_size", "total_file_count", "total_blob_count", "total_uncompressed_size")
                    .filter(figure -> !(mode.equals("blobs-per-file") && figure.equals("total_file_count")))
                    .forEach(figure -> assertThat(number(figure, ours))
                            .as(mode + " " + figure)
                            .isEqualTo(number(figure, theirs)));
            assertThat(number("total_size", ours)).isGreaterThan(3 * LARGE_FILE);
        }
    }

    @Test
    void shouldChangeWhoseProgramsGetIn() {
        Path file = scratch.resolve("new-password");
        Shell.here().run("echo 'another one' > \"$1\"", file.toString());
        repository.run("key", "add", "--new-password-file", file.toString(), "--user", "somebody");
        opens(true, "another one");
        assertThat(repository.run("key", "list").output()).contains("somebody");
        assertThat(all("\"userName\":\"([^\"]*)\"", restic("key", "list", "--json")))
                .contains("somebody")
                .hasSize(2);

        Shell.here().run("echo 'a third one' > \"$1\"", file.toString());
        repository.run("key", "passwd", "--new-password-file", file.toString());
        opens(false, repository.password());

        LocalRepository third = repository.with("a third one");
        String somebody = all(
                        "\"id\":\"([0-9a-f]+)\",\"userName\":\"somebody\"",
                        third.restic().run("key", "list", "--json"))
                .getFirst();
        third.run("key", "remove", somebody);
        opens(false, "another one");
    }

    @Test
    void shouldForgetSnapshots() {
        List<String> ids = snapshots();
        repository.run("forget", "--keep-tag", "second");
        assertThat(snapshots()).containsExactly(ids.getLast());
        repository.run("forget", ids.getLast());
        assertThat(snapshots()).isEmpty();
    }

    @Test
    void shouldRemoveTheLockOfAResticThatWasKilled() {
        Path pipe = scratch.resolve("pipe");
        Path locks = repository.folder().resolve("locks");
        Shell.here().run("mkfifo \"$1\"", pipe.toString());
        Program restic = repository.restic().program();
        try (RunningProgram killed = Program.of("sh", "-c", "exec \"$@\" <> \"$0\"", pipe.toString())
                .and(restic.command().toArray(String[]::new))
                .with("RESTIC_REPOSITORY", repository.place())
                .with("RESTIC_PASSWORD", repository.password())
                .start(scratch.resolve("killed.log"), "backup", "--stdin")) {
            Awaitility.await().atMost(DEADLINE).until(() -> !names(locks).isEmpty());
            killed.mustBeAlive();
            killed.kill();
        }
        repository.run("unlock");
        assertThat(names(locks)).isEmpty();
    }

    @Test
    void shouldReadOnlyWhatAFileOfManyNeeds() {
        Path target = scratch.resolve("target");
        long idle = bytesReadBy("snapshots");
        long read = bytesReadBy("restore", "latest", "--target", target.toString(), "--include", "/two");
        assertThat(names(target)).containsExactly("two");
        Shell.here()
                .run(
                        "cmp \"$1\" \"$2\"",
                        ORIGINAL.resolve("files/two").toString(),
                        target.resolve("two").toString());
        assertThat(read - idle).isBetween(LARGE_FILE, LARGE_FILE * 3 / 2);
    }

    private Finished restic(String... arguments) {
        return repository.restic().run(arguments);
    }

    /** The ids of all snapshots as restic lists them, oldest first. */
    private List<String> snapshots() {
        return all("\"id\":\"([0-9a-f]+)\"", restic("snapshots", "--json"));
    }

    private void opens(boolean expected, String password) {
        Restic restic = repository.with(password).restic();
        assertThat(restic.program().run("cat", "config").exitCode()).isEqualTo(expected ? 0 : 12);
    }

    private long bytesReadBy(String... arguments) {
        try (RunningProgram running = repository.tool().start(scratch.resolve("measured.log"), arguments)) {
            PeakMemory seen = PeakMemory.ofWholeRun(running, DEADLINE);
            assertThat(running.exitCode()).as(running.lastLogged()).isZero();
            return seen.bytesRead();
        }
    }

    private static List<String> names(Path folder) {
        return Shell.here().run("ls \"$1\"", folder.toString()).output().lines().toList();
    }

    private static List<String> entries(Finished listing) {
        return listing.output().lines().filter(line -> line.startsWith("/")).toList();
    }

    private static List<String> paths(Finished found) {
        return all("\"path\":\"([^\"]*)\"", found);
    }

    private static List<String> changes(Finished diff) {
        return Pattern.compile("\"path\":\"([^\"]*)\",\"modifier\":\"([^\"]*)\"")
                .matcher(diff.output())
                .results()
                .map(match -> match.group(1) + " " + match.group(2))
                .toList();
    }

    private static long number(String field, Finished json) {
        return all("\"" + field + "\":(\\d+)", json).stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static List<String> all(String pattern, Finished json) {
        return Pattern.compile(pattern)
                .matcher(json.output())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
