package io.holdfast.agent.execution;

import static io.holdfast.agent.Assignments.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.agent.Assignments;
import io.holdfast.agent.limits.AppliedLimits;
import io.holdfast.agent.limits.MachineLimits;
import io.holdfast.agent.volume.PodVolumeLocator;
import io.holdfast.agent.volume.PodsRoot;
import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryOptions;
import io.holdfast.scan.AccountNames;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.task.EntrySpan;
import io.holdfast.task.FileSlice;
import io.holdfast.task.NodeLimits;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.Secret;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceRef;
import io.holdfast.task.SliceTree;
import io.holdfast.task.SliceWork;
import io.holdfast.task.VolumeRoot;
import io.holdfast.task.VolumeTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real volumes, a real repository in a directory, the real data path. */
class VolumeSliceRunnerTest {
    @TempDir
    private Path folder;

    private final ClusterIdentity cluster = new ClusterIdentity();
    private final Repositories repositories =
            new Repositories(new RepositoryOpener(cluster, NODE, "instance-1", Clock.systemUTC()));

    @AfterEach
    void close() {
        repositories.close();
    }

    @BeforeEach
    void createRepository() {
        cluster.told("c0ffee00");
        try (ObjectStore store = store();
                OpenRepository _ = Repository.create(
                        store, access().password(), RepositoryOptions.madeBy("test", "test"), Clock.systemUTC())) {
            assertThat(store.stat("config")).isPresent();
        }
    }

    private RepositoryAccess access() {
        return Assignments.repository(folder.resolve("store"));
    }

    private ObjectStore store() {
        return ObjectStores.open(access().location(), access().credentials());
    }

    private PodsRoot pods() {
        return new PodsRoot(folder.resolve("pods"));
    }

    private SliceRunner runner() {
        return new VolumeSliceRunner(
                new PodVolumeLocator(pods().path()),
                repositories,
                new AppliedLimits(NodeLimits.UNSET, MachineLimits.of(2, 256 << 20)),
                AccountNames.ofThisMachine());
    }

    private SliceOutcome run(VolumeTask task, SliceWork work) {
        return runner().run(new SliceAssignment(new SliceRef(task.id(), 0, 1, 1), task, work), _ -> {});
    }

    private VolumeTask.BackupVolume backup(Optional<String> parent) {
        return new VolumeTask.BackupVolume(
                "b", Assignments.volume(NODE, "data", false), access(), parent, OptionalInt.of(2));
    }

    private VolumeTask.RestoreVolume restore(String snapshot, String volume) {
        return new VolumeTask.RestoreVolume(
                "r", Assignments.volume(NODE, volume, false), access(), snapshot, OptionalInt.empty());
    }

    private String snapshot(String tree) {
        return snapshot(tree, List.of());
    }

    private String snapshot(String tree, List<String> tags) {
        try (ObjectStore store = store();
                OpenRepository repository = Repository.open(store, access().password(), Clock.systemUTC())) {
            return repository
                    .saveSnapshot(new Snapshot(
                            Instant.now().minusSeconds(60),
                            Optional.empty(),
                            BlobId.fromHex(tree),
                            List.of("/shop/db-0/data"),
                            NODE,
                            "holdfast",
                            0,
                            0,
                            List.of(),
                            tags,
                            Optional.empty(),
                            "holdfast",
                            Optional.empty()))
                    .toHex();
        }
    }

    private Path volume(String name) throws IOException {
        return pods().volume("kubernetes.io~empty-dir", name);
    }

    private List<String> locks() throws IOException {
        try (var files = Files.list(folder.resolve("store/locks"))) {
            return files.map(Path::toString).toList();
        }
    }

    @Test
    void shouldSurveyArchiveMergeAndRestoreAVolume() throws Exception {
        Path source = volume("data");
        Files.writeString(Files.createDirectory(source.resolve("a")).resolve("one"), "first");
        Files.writeString(Files.createDirectory(source.resolve("b")).resolve("two"), "second");

        var surveyed = (SliceOutcome.Surveyed) run(backup(Optional.empty()), new SliceWork.Survey());
        assertThat(surveyed.parts()).containsExactly(new FileSlice.WholeVolume());
        assertThat(surveyed.bytes()).isEqualTo(11);
        assertThat(surveyed.files()).isEqualTo(2);
        var first = archive(new FileSlice.Spans(List.of(new EntrySpan("", "", "a", List.of()))));
        var second = archive(new FileSlice.Spans(List.of(new EntrySpan("", "a", "", List.of()))));
        assertThat(first.totals().filesNew()).isEqualTo(1);
        assertThat(first.totals().dataBlobs()).isEqualTo(1);
        var merged = (SliceOutcome.Archived) run(
                backup(Optional.empty()),
                new SliceWork.Merge(List.of(
                        new SliceTree(first.tree(), Optional.empty()),
                        new SliceTree(second.tree(), Optional.empty()))));

        Path target = volume("target");
        var restored = (SliceOutcome.Restored) run(restore(snapshot(merged.tree()), "target"), new SliceWork.Restore());
        assertThat(restored.troubles()).isEmpty();
        assertThat(restored.files()).isEqualTo(2);
        assertThat(target.resolve("a/one")).hasContent("first");
        assertThat(target.resolve("b/two")).hasContent("second");
        assertThat(locks()).isEmpty();
    }

    @Test
    void shouldNoticeThatAnotherRepositoryWasMadeInItsPlace() throws Exception {
        Files.writeString(volume("data").resolve("file"), "content");
        archive(new FileSlice.WholeVolume());
        try (ObjectStore store = store()) {
            List<String> all = new ArrayList<>();
            store.list("", entry -> all.add(entry.key()));
            all.forEach(store::delete);
        }
        createRepository();
        SliceOutcome.Archived again = archive(new FileSlice.WholeVolume());
        volume("target");
        var restored = (SliceOutcome.Restored) run(restore(snapshot(again.tree()), "target"), new SliceWork.Restore());
        assertThat(restored.files()).isEqualTo(1);
        assertThat(locks()).isEmpty();
    }

    private SliceOutcome.Archived archive(FileSlice part) {
        return (SliceOutcome.Archived) run(backup(Optional.empty()), new SliceWork.Archive(part));
    }

    @Test
    void shouldYieldATreeForAnEmptyVolumeToo() throws Exception {
        volume("data");
        var surveyed = (SliceOutcome.Surveyed) run(backup(Optional.empty()), new SliceWork.Survey());
        assertThat(surveyed.parts()).containsExactly(new FileSlice.WholeVolume());
        assertThat(surveyed.files()).isZero();
        String tree = archive(new FileSlice.WholeVolume()).tree();
        volume("target");
        var restored = (SliceOutcome.Restored) run(restore(snapshot(tree), "target"), new SliceWork.Restore());
        assertThat(restored.files()).isZero();
    }

    /** As a database wants its folder, which is often the volume itself. */
    @Test
    void shouldBringBackModeOwnerAndTimeOfTheVolumesOwnFolder() throws Exception {
        Path source = volume("data");
        Files.writeString(source.resolve("file"), "content");
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwx------"));
        Instant modified = Instant.parse("2001-02-03T04:05:06.789Z");
        Files.setLastModifiedTime(source, FileTime.from(modified));
        var surveyed = (SliceOutcome.Surveyed) run(backup(Optional.empty()), new SliceWork.Survey());
        String tag = VolumeRoot.TAG + "=" + surveyed.root().orElseThrow().value();
        String snapshot = snapshot(archive(new FileSlice.WholeVolume()).tree(), List.of("pod=db-0", tag));

        Path target = volume("target");
        run(restore(snapshot, "target"), new SliceWork.Restore());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwx------");
        assertThat(Files.getLastModifiedTime(target).toInstant()).isEqualTo(modified);
    }

    @Test
    void shouldStoreNothingNewWhereTheParentHasItAll() throws Exception {
        Files.writeString(volume("data").resolve("file"), "content");
        String parent = snapshot(archive(new FileSlice.WholeVolume()).tree());
        var again = (SliceOutcome.Archived)
                run(backup(Optional.of(parent)), new SliceWork.Archive(new FileSlice.WholeVolume()));
        assertThat(again.totals().dataAdded()).isZero();
    }

    @Test
    void shouldNotLetAPodStartOnARestoreWithTroubles() throws Exception {
        Path source = volume("data");
        Files.writeString(source.resolve("file"), "content");
        String snapshot = snapshot(archive(new FileSlice.WholeVolume()).tree());
        Path target = volume("target");
        Files.createDirectories(target.resolve("file/in-the-way"));

        var restored = (SliceOutcome.Restored) run(restore(snapshot, "target"), new SliceWork.Restore());
        assertThat(restored.troubleCount()).isPositive();
    }

    @Test
    void shouldSayThatThePasswordIsWrong() throws Exception {
        volume("data");
        var wrong = new VolumeTask.BackupVolume(
                "b",
                Assignments.volume(NODE, "data", false),
                new RepositoryAccess(access().location(), access().credentials(), new Secret("close sesame")),
                Optional.empty(),
                OptionalInt.empty());
        assertThatThrownBy(() -> run(wrong, new SliceWork.Survey()))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.WRONG_PASSWORD));
    }
}
