package io.holdfast.coordinator.restore.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.DirectoryObjectStore;
import io.holdfast.objectstore.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads tarballs that GNU tar has written, in each of its formats. */
class BackedUpItemsTest {
    private static final String LONG = "n".repeat(200);
    private static final ItemKey POD = new ItemKey("pods", "shop", "web");
    private static final ItemKey ROLE = new ItemKey("clusterroles.rbac.authorization.k8s.io", "", "system:größe");

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"pax", "gnu"})
    void shouldReadItemsWhateverTheirNames(String format) throws Exception {
        write("metadata/version", "1.1.0\n");
        item("pods/namespaces/shop/web", "web");
        item("pods/v1-preferredversion/namespaces/shop/web", "copy");
        item("pods/namespaces/shop/" + LONG, LONG);
        item("clusterroles.rbac.authorization.k8s.io/cluster/system:größe", "system:größe");
        try (BackedUpItems items = read(pack(format))) {
            assertThat(items.keys()).containsExactlyInAnyOrder(POD, ROLE, new ItemKey("pods", "shop", LONG));
            assertThat(items.item(POD).at("/metadata/name").asText()).isEqualTo("web");
            assertThat(items.item(ROLE).at("/metadata/name").asText()).isEqualTo("system:größe");
            items.item(POD).removeAll();
            assertThat(items.item(POD).isEmpty()).as("a fresh copy each time").isFalse();
        }
    }

    @Test
    void shouldRefuseAFormatThatItDoesNotKnow() throws Exception {
        write("metadata/version", "2.0.0\n");
        Path tarball = pack("pax");
        assertThatThrownBy(() -> read(tarball))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.UNSUPPORTED))
                .hasMessageContaining("has format 2.0.0");
    }

    /** Proves that a torn or altered tarball is not taken for one with fewer items. */
    @Test
    void shouldNotReadATornOrAlteredTarball() throws Exception {
        for (int i = 0; i < 50; i++) {
            item("pods/namespaces/shop/p" + i, "p" + i + "x".repeat(i * 40));
        }
        Path tarball = pack("pax");
        byte[] whole = Files.readAllBytes(tarball);
        for (int cut : new int[] {whole.length / 3, whole.length - 9, 5}) {
            Files.write(tarball, Arrays.copyOf(whole, cut));
            expectCorrupt(tarball);
        }
        byte[] altered = whole.clone();
        altered[whole.length / 2] ^= 0x10;
        Files.write(tarball, altered);
        expectCorrupt(tarball);
    }

    @Test
    void shouldNameTheMissingTarball() {
        assertThatThrownBy(() -> read(folder.resolve("backups/absent.tar.gz")))
                .hasMessageContaining("there is no absent.tar.gz")
                .hasMessageContaining("use another");
    }

    private void expectCorrupt(Path tarball) {
        assertThatThrownBy(() -> read(tarball))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT))
                .hasMessageContaining("cannot be read");
    }

    private BackedUpItems read(Path tarball) throws IOException {
        Path spool = folder.resolve("spool");
        Files.deleteIfExists(spool);
        Path parent = folder.resolve("backups");
        try (ObjectStore store = new DirectoryObjectStore(parent, Clock.systemUTC())) {
            return BackedUpItems.read(store, parent.relativize(tarball).toString(), spool);
        }
    }

    private void item(String path, String name) throws IOException {
        write("resources/" + path + ".json", "{\"kind\":\"X\",\"metadata\":{\"name\":\"" + name + "\"}}");
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve("content").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Path pack(String format) throws IOException, InterruptedException {
        Path tarball = Files.createDirectories(folder.resolve("backups")).resolve("b.tar.gz");
        Process tar = new ProcessBuilder(
                        "tar", "--format=" + format, "--transform=s,^[.]/,,", "-czf", tarball.toString(), ".")
                .directory(folder.resolve("content").toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor(30, TimeUnit.SECONDS) && tar.exitValue() == 0).isTrue();
        return tarball;
    }
}
