package io.holdfast.agent.execution;

import static io.holdfast.agent.Assignments.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.agent.Assignments;
import io.holdfast.agent.limits.AppliedLimits;
import io.holdfast.agent.limits.MachineLimits;
import io.holdfast.agent.volume.LocatedVolume;
import io.holdfast.archive.Archiver;
import io.holdfast.blob.BlobId;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.Protection;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryOptions;
import io.holdfast.scan.AccountNames;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.task.FileSlice;
import io.holdfast.task.NodeLimits;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.VolumeRoot;
import io.holdfast.task.VolumeTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Once a volume has been found and opened, its path is never asked again: by then it may lead elsewhere. */
class OpenVolumeTest {
    @TempDir
    private Path folder;

    private final ClusterIdentity cluster = new ClusterIdentity();
    private final Repositories repositories =
            new Repositories(new RepositoryOpener(cluster, NODE, "instance-1", Clock.systemUTC()));
    private final DataPathLimits limits =
            new AppliedLimits(NodeLimits.UNSET, MachineLimits.of(2, 256 << 20)).forTask("t", OptionalInt.empty());
    private Path found = Path.of("");
    private Path outside = Path.of("");

    @BeforeEach
    void create() throws Exception {
        cluster.told("c0ffee00");
        try (ObjectStore store = store();
                OpenRepository _ = Repository.create(
                        store, access().password(), RepositoryOptions.madeBy("test", "test"), Clock.systemUTC())) {
            assertThat(store.stat("config")).isPresent();
        }
        found = Files.createDirectory(folder.resolve("found"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "of somebody else");
    }

    @AfterEach
    void close() throws Exception {
        repositories.close();
        try (OpenDirectory open = OpenDirectory.open(found)) {
            open.protect(Set.of());
        }
    }

    @Test
    void shouldReadWhatWasOpened() throws Exception {
        Files.writeString(found.resolve("file"), "content");
        try (LocatedVolume volume = volume();
                RepositoryUse repository = repositories.use(access())) {
            BackupSlices slices =
                    new BackupSlices(backup(), repository, limits, new Archiver(AccountNames.ofThisMachine()), _ -> {});
            assertThat(((SliceOutcome.Surveyed) slices.survey(volume)).bytes()).isEqualTo(7);
            var archived = (SliceOutcome.Archived) slices.archive(volume, new FileSlice.WholeVolume());
            assertThat(repository.freshIndex().tree(BlobId.fromHex(archived.tree())))
                    .singleElement()
                    .satisfies(node -> assertThat(node.name()).hasToString("file"));
        }
    }

    @Test
    void shouldWriteIntoWhatWasOpened() throws Exception {
        String snapshot = snapshotOfOneFile(Optional.empty());
        try (LocatedVolume volume = volume();
                RepositoryUse repository = repositories.use(access())) {
            var _ = new RestoreSlice(restore(snapshot), repository, limits).run(volume, () -> {}, _ -> {});
        }
        assertThat(found.resolve("file")).hasContent("content");
        assertThat(outside).isDirectoryNotContaining("glob:**/file");
    }

    @Test
    void shouldSetAProtectedVolumesOwnModeAndProtectItAgain() throws Exception {
        String snapshot = snapshotOfOneFile(
                Optional.of(new VolumeRoot(0710, 1234, 4321, Instant.parse("2001-02-03T04:05:06.789Z"))));
        try (LocatedVolume volume = volume();
                RepositoryUse repository = repositories.use(access())) {
            volume.root().protect(Set.of(Protection.IMMUTABLE));
            var restored = (SliceOutcome.Restored)
                    new RestoreSlice(restore(snapshot), repository, limits).run(volume, () -> {}, _ -> {});
            assertThat(restored.troubles()).isEmpty();
            assertThat(volume.root().protections()).containsExactly(Protection.IMMUTABLE);
            assertThat(volume.status().permissions()).isEqualTo(0710);
            assertThat(volume.status().uid()).isEqualTo(1234);
        }
    }

    private String snapshotOfOneFile(Optional<VolumeRoot> root) throws Exception {
        Files.writeString(found.resolve("file"), "content");
        try (LocatedVolume volume = volume();
                RepositoryUse repository = repositories.use(access())) {
            BackupSlices slices =
                    new BackupSlices(backup(), repository, limits, new Archiver(AccountNames.ofThisMachine()), _ -> {});
            var archived = (SliceOutcome.Archived) slices.archive(volume, new FileSlice.WholeVolume());
            Files.delete(found.resolve("file"));
            List<String> tags = root.map(value -> VolumeRoot.TAG + "=" + value.value()).stream()
                    .toList();
            return repository
                    .repository()
                    .saveSnapshot(Snapshot.of(
                            Instant.now(), BlobId.fromHex(archived.tree()), List.of("/volume"), NODE, "test", tags))
                    .toHex();
        }
    }

    /** Open, while its path leads elsewhere by now. */
    private LocatedVolume volume() throws Exception {
        return new LocatedVolume(OpenDirectory.open(found), outside.toString());
    }

    private VolumeTask.BackupVolume backup() {
        return new VolumeTask.BackupVolume(
                "b", Assignments.volume(NODE, "data", false), access(), Optional.empty(), OptionalInt.empty());
    }

    private VolumeTask.RestoreVolume restore(String snapshot) {
        return new VolumeTask.RestoreVolume(
                "r", Assignments.volume(NODE, "data", false), access(), snapshot, OptionalInt.empty());
    }

    private RepositoryAccess access() {
        return Assignments.repository(folder.resolve("store"));
    }

    private ObjectStore store() {
        return ObjectStores.open(access().location(), access().credentials());
    }
}
