package io.holdfast.agent.volume;

import static io.holdfast.agent.Assignments.NODE;
import static io.holdfast.agent.Assignments.POD_UID;
import static io.holdfast.agent.Assignments.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.FileName;
import io.holdfast.task.VolumeRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodVolumeLocatorTest {
    @TempDir
    private Path folder;

    private PodsRoot pods = new PodsRoot(Path.of("/"));
    private PodVolumeLocator locator = new PodVolumeLocator(Path.of("/"));

    @BeforeEach
    void layOut() throws IOException {
        pods = new PodsRoot(Files.createDirectory(folder.resolve("pods")));
        locator = new PodVolumeLocator(pods.path());
    }

    @AfterEach
    void unmount() throws Exception {
        pods.unmountAll();
    }

    private Path source() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(source.resolve("file"), "content");
        return source;
    }

    private static void assertRefused(Runnable call, FailureKind kind, String... words) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .satisfies(e -> assertThat(List.of(words)).allMatch(String.valueOf(e.getMessage())::contains));
    }

    @Test
    void shouldFindAnEmptyDir() throws Exception {
        Path volume = pods.volume("kubernetes.io~empty-dir", "data");
        Files.writeString(volume.resolve("file"), "content");
        try (LocatedVolume located = locator.locate(volume(NODE, "data", false))) {
            assertThat(located.path()).isEqualTo(volume.toString());
            assertThat(located.root().status(FileName.of("file")).size()).isEqualTo(7);
        }
    }

    @Test
    void shouldFindAMountedClaimOfAnyPlugin() throws Exception {
        pods.bind(source(), pods.volume("kubernetes.io~local-volume", "pvc-1"));
        pods.volume("kubernetes.io~empty-dir", "other");
        try (LocatedVolume located = locator.locate(volume(NODE, "pvc-1", true))) {
            assertThat(located.root().status(FileName.of("file")).size()).isEqualTo(7);
        }
    }

    @Test
    void shouldFindACsiVolumeBelowItsMount() throws Exception {
        Path mount =
                Files.createDirectory(pods.volume("kubernetes.io~csi", "pvc-1").resolve("mount"));
        pods.bind(source(), mount);
        try (LocatedVolume located = locator.locate(volume(NODE, "pvc-1", true))) {
            assertThat(located.path()).isEqualTo(mount.toString());
        }
    }

    @Test
    void shouldRefuseAClaimThatIsNotMounted() throws Exception {
        pods.volume("kubernetes.io~local-volume", "pvc-1");
        assertRefused(
                () -> locator.locate(volume(NODE, "pvc-1", true)),
                FailureKind.NOT_FOUND,
                "data",
                "shop/db-0",
                "should be mounted",
                "HostToContainer");
    }

    @Test
    void shouldRefuseAVolumeOfThePodsOwnThatIsNotMounted() throws Exception {
        pods.volume("kubernetes.io~nfs", "data");
        assertRefused(() -> locator.locate(volume(NODE, "data", false)), FailureKind.NOT_FOUND, "should be mounted");
    }

    @Test
    void shouldRefuseAnEmptyDirInPlaceOfAClaim() throws Exception {
        pods.volume("kubernetes.io~empty-dir", "data");
        assertRefused(() -> locator.locate(volume(NODE, "data", true)), FailureKind.NOT_FOUND, "should be mounted");
    }

    /** Proves that which of two is taken is not left to the order of a listing. */
    @Test
    void shouldRefuseToChooseBetweenVolumesOfOneName() throws Exception {
        pods.volume("kubernetes.io~empty-dir", "data");
        pods.bind(source(), pods.volume("kubernetes.io~local-volume", "data"));
        for (boolean claim : new boolean[] {true, false}) {
            assertRefused(
                    () -> locator.locate(volume(NODE, "data", claim)),
                    FailureKind.INVALID_INPUT,
                    "kubernetes.io~empty-dir",
                    "kubernetes.io~local-volume",
                    "different names");
        }
    }

    @Test
    void shouldRefuseACsiVolumeThatIsNotMounted() throws Exception {
        Files.createDirectory(pods.volume("kubernetes.io~csi", "pvc-1").resolve("mount"));
        assertRefused(() -> locator.locate(volume(NODE, "pvc-1", true)), FailureKind.NOT_FOUND, "should be mounted");
        pods.volume("kubernetes.io~csi", "pvc-2");
        assertRefused(() -> locator.locate(volume(NODE, "pvc-2", true)), FailureKind.NOT_FOUND, "should be mounted");
    }

    @Test
    void shouldSayThatAVolumeIsNotThere() throws Exception {
        pods.volume("kubernetes.io~empty-dir", "other");
        assertRefused(
                () -> locator.locate(volume(NODE, "data", false)),
                FailureKind.NOT_FOUND,
                "Volume data of pod shop/db-0",
                NODE);
    }

    @Test
    void shouldSayThatAPodIsNotThere() {
        assertRefused(
                () -> locator.locate(volume(NODE, "data", false)), FailureKind.NOT_FOUND, "Pod shop/db-0", POD_UID);
    }

    @Test
    void shouldSayThatThePodsRootIsNotThere() {
        assertRefused(
                () -> new PodVolumeLocator(folder.resolve("nowhere")).locate(volume(NODE, "data", false)),
                FailureKind.INVALID_INPUT,
                "--pods-root");
    }

    /** Proves that names are checked before they are used: each of these would lead elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "../other", "a/b", "/etc", "a\0b"})
    void shouldRefuseNamesThatLeadElsewhere(String name) {
        assertRefused(() -> locator.locate(volume(NODE, name, false)), FailureKind.INVALID_INPUT);
        var pod = new VolumeRef(NODE, "shop", "db-0", name, "data", "data", false);
        assertRefused(() -> locator.locate(pod), FailureKind.INVALID_INPUT);
    }

    /** Proves that no link is followed, wherever it stands in the path. */
    @Test
    void shouldNotFollowLinks() throws Exception {
        Path elsewhere = source();
        Path other = pods.volume("kubernetes.io~empty-dir", "other");
        Files.createSymbolicLink(other.resolveSibling("data"), elsewhere);
        assertRefused(() -> locator.locate(volume(NODE, "data", false)), FailureKind.UNREADABLE);

        Files.createSymbolicLink(other.resolve("../../evil~plugin"), elsewhere);
        assertRefused(() -> locator.locate(volume(NODE, "nowhere", false)), FailureKind.UNREADABLE);
    }

    @Test
    void shouldNoticeThatAVolumeWasUnmountedMeanwhile() throws Exception {
        Path target = pods.volume("kubernetes.io~local-volume", "pvc-1");
        pods.bind(source(), target);
        VolumeRef volume = volume(NODE, "pvc-1", true);
        try (LocatedVolume located = locator.locate(volume)) {
            locator.requireUnchanged(located, volume);
            pods.unmount(target);
            assertRefused(() -> locator.requireUnchanged(located, volume), FailureKind.NOT_FOUND);
            pods.bind(Files.createDirectory(folder.resolve("another")), target);
            assertRefused(() -> locator.requireUnchanged(located, volume), FailureKind.NOT_FOUND, "was unmounted");
        }
    }
}
