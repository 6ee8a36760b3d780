package io.holdfast.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchivedTree;
import io.holdfast.blob.FileId;
import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.foreign.Restic;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.repository.TestRepositories;
import io.holdfast.restore.BackedUpSample;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.task.BackupTotals;
import io.holdfast.task.SourceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an interrupted backup has left: who is told of it, who goes on from it, and when it goes. */
class UnfinishedBackupTest {
    private static final String WARNING = " holds only what an interrupted backup had stored";

    @TempDir
    private Path folder;

    private TestCli cli = new TestCli(Path.of(""));
    private StoredSnapshots snapshots = new StoredSnapshots(Path.of(""));
    private String source = "";
    private String hostname = "";

    @BeforeEach
    void backUp() throws Exception {
        source = Files.createDirectory(folder.resolve("source")).toString();
        Files.writeString(folder.resolve("source/file"), "content");
        cli = TestCli.make(folder.resolve("repository"));
        cli.run("backup", source).succeeded();
        snapshots = new StoredSnapshots(folder.resolve("repository"));
        hostname = snapshots.hostname();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls ID", "dump ID /file", "restore ID --target TARGET"})
    void shouldTellWhoeverReadsIt(String call) {
        String id = leave(source, Instant.now()).toHex();
        String words = call.replace("TARGET", folder.resolve("target").toString());
        assertThat(cli.run(words.replace("ID", id).split(" ")).succeeded().err())
                .contains("holdfast: snapshot " + id.substring(0, 8) + WARNING);
        assertThat(cli.run((words.replace("ID", id) + " --json").split(" "))
                        .succeeded()
                        .err())
                .contains("{\"message_type\":\"warning\",\"message\":\"snapshot " + id.substring(0, 8) + WARNING);
        assertThat(cli.run(words.replace("ID", "latest").split(" ")).succeeded().err())
                .doesNotContain(WARNING);
    }

    @Test
    void shouldRefuseItsTagForOthers() {
        cli.run("backup", source, "--tag", "mine", "--tag", Snapshot.UNFINISHED)
                .failed(ExitCode.USAGE, Snapshot.UNFINISHED, "choose another one");
        assertThat(all()).hasSize(1);
    }

    @Test
    void shouldRemoveAllOfTheSameHostAndPathOnceFinished() {
        FileId elsewhere = leave("/elsewhere", Instant.now());
        FileId _ = leave(source, Instant.now());
        FileId _ = leave(source, Instant.EPOCH.plusSeconds(1));
        FileId tagged = snapshots.tag(source);
        assertThat(cli.run("backup", source).succeeded().err()).contains("going on from");
        assertThat(all()).hasSize(4).extracting(StoredSnapshot::id).contains(elsewhere, tagged);
    }

    @Test
    void shouldGoOnFromOneThatIsNamed() {
        FileId named = leave("/elsewhere", Instant.now());
        assertThat(cli.run("backup", source, "--parent", named.toHex())
                        .succeeded()
                        .err())
                .contains("going on from what an unfinished backup has left as snapshot " + named.toShortHex());
        assertThat(all())
                .filteredOn(stored -> !stored.snapshot().isUnfinished())
                .hasSize(2)
                .allMatch(stored -> stored.snapshot().parent().isEmpty());
    }

    /** Not only once a backup is finished, as that may never be. */
    @ParameterizedTest
    @CsvSource({"'', rich newest", "--parent none, rich newest", "--parent MIDDLE, rich middle newest"})
    void shouldRemoveAtOnceWhatIsNotWorthGoingOnFrom(String option, String kept) throws Exception {
        Instant now = Instant.now();
        FileId middle = snapshots.leave(hostname, source, now.plusNanos(2_000), 100);
        Map<String, FileId> left = Map.of(
                "rich", snapshots.leave(hostname, source, now, 1_000),
                "poor", snapshots.leave(hostname, source, now.plusNanos(1_000), 0),
                "middle", middle,
                "newest", snapshots.leave(hostname, source, now.plusNanos(3_000), 10));
        List<FileId> stay = new ArrayList<>(List.of(
                snapshots.leave("elsewhere", source, now, 0),
                snapshots.leave(hostname, source + "/below", now, 0),
                snapshots.tag(source)));
        Stream.of(kept.split(" ")).map(left::get).forEach(stay::add);
        Path _ = breakStore();
        String line = "backup " + source + " " + option.replace("MIDDLE", middle.toHex());
        cli.run(line.strip().split(" ")).failed(ExitCode.USAGE, "data/", "Not a directory");
        assertThat(snapshots.ids()).hasSize(1 + stay.size()).containsAll(stay);
    }

    /** Somebody else may be going on from what this one would not. */
    @Test
    void shouldRemoveNothingBeforeItIsFinishedWhileOthersAreAtWork() throws Exception {
        Instant now = Instant.now();
        for (int i = 0; i < 4; i++) {
            FileId _ = snapshots.leave(hostname, source, now.plusNanos(1_000L * i), 10L * i);
        }
        snapshots.lock(now, "elsewhere");
        Path whole = breakStore();
        cli.run("backup", source).failed(ExitCode.USAGE, "data/", "Not a directory");
        assertThat(snapshots.ids()).hasSize(5);
        mend(whole);
        assertThat(cli.run("backup", source).succeeded().err()).contains("going on from");
        assertThat(snapshots.ids()).hasSize(2);
    }

    /** A file takes the place of the packs, so nothing can be read or stored; answers where they are now. */
    private Path breakStore() throws IOException {
        Files.writeString(folder.resolve("source/new"), "more content");
        Path data = folder.resolve("repository/data");
        Path whole = Files.move(data, folder.resolve("whole"));
        Path _ = Files.createFile(data);
        return whole;
    }

    private void mend(Path whole) throws IOException {
        Path data = folder.resolve("repository/data");
        Files.delete(data);
        Path _ = Files.move(whole, data);
    }

    /** The backup is finished, and what it has not removed is left for the next one. */
    @Test
    void shouldNotFailAFinishedBackupForWhatItCannotRemove() {
        FileId left = leave(source, Instant.now());
        try (OpenRepository repository = BackedUpSample.open(folder.resolve("repository"));
                RepositoryLock lost = TestRepositories.lostLock(repository)) {
            Instant now = Instant.now();
            Parents parents = new ParentChoice(hostname, source, null, now).among(repository);
            assertThat(parents.kept()).containsExactly(left);
            SnapshotOrigin origin =
                    new SnapshotOrigin(now, Path.of(source), hostname, HostIdentity.current(), List.of(), parents);
            new ResumePoint(repository.under(lost), lost, origin, Clock.systemUTC()).passed();
        }
        assertThat(snapshots.ids()).contains(left);
    }

    /** It may hold much more than the first one of those who go on from it. */
    @Test
    void shouldKeepWhatItGoesOnFromUntilItIsFinished() {
        FileId rich = leave(source, Instant.now());
        try (OpenRepository repository = BackedUpSample.open(folder.resolve("repository"));
                RepositoryLock lock = TestRepositories.lockAtOnce(repository)) {
            Instant now = Instant.now();
            SnapshotOrigin origin = new SnapshotOrigin(
                    now,
                    Path.of(source),
                    hostname,
                    HostIdentity.current(),
                    List.of(),
                    new ParentChoice(hostname, source, null, now).among(repository));
            ResumePoint point = new ResumePoint(repository, lock, origin, Clock.systemUTC());
            point.reached(poor());
            point.reached(poor());
            assertThat(all()).hasSize(3).extracting(StoredSnapshot::id).contains(rich);
            point.passed();
            assertThat(all()).hasSize(1).extracting(StoredSnapshot::id).doesNotContain(rich);
        }
    }

    @Test
    void shouldBeNoPartOfAPolicy() {
        FileId left = leave(source, Instant.now());
        cli.run("backup", source, "--parent", "none").succeeded();
        FileId again = leave(source, Instant.now());
        TestCli.Result forgotten = cli.run("forget", "--keep-last", "1").succeeded();
        assertThat(forgotten.err()).contains("1 snapshot of unfinished backups left alone");
        assertThat(all())
                .hasSize(2)
                .extracting(StoredSnapshot::id)
                .contains(again)
                .doesNotContain(left);
        cli.run("forget", again.toHex()).succeeded();
        assertThat(all()).hasSize(1);
    }

    /** What our documents say of restic. */
    @Test
    void shouldBeTheLatestToResticOnlyWhereThereIsNoOther() {
        String left = leave(source, Instant.now()).toHex();
        Restic restic = new Restic(folder.resolve("repository"), folder.resolve("restic"));
        assertThat(restic.run("snapshots", "latest", "--json")).doesNotContain(left);
        String _ = restic.run("forget", "--keep-last", "1", "--keep-tag", Snapshot.UNFINISHED);
        assertThat(all()).hasSize(2);
        String _ = restic.run("forget", "--keep-last", "1");
        assertThat(all()).hasSize(1).noneMatch(stored -> stored.snapshot().isUnfinished());
    }

    private ArchivedTree poor() {
        return new ArchivedTree(snapshots.tree(), BackupTotals.NONE, SourceReport.NOTHING);
    }

    private FileId leave(String path, Instant ended) {
        return snapshots.leave(hostname, path, ended, 0);
    }

    private List<StoredSnapshot> all() {
        return snapshots.all();
    }
}
