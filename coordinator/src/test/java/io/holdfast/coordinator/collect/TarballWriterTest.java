package io.holdfast.coordinator.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.coordinator.inventory.Item;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ItemSpool;
import io.holdfast.coordinator.inventory.ResourceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layout is read back by GNU tar, as any client of Velero's backups would. */
@NullUnmarked
class TarballWriterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:38:46Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void shouldHaveVelerosLayout() throws Exception {
        String longName = "n".repeat(253);
        Path file = folder.resolve("b.tar.gz");
        try (TarballWriter writer = new TarballWriter(file, CLOCK, "0f-1")) {
            writer.add(item("", "v1", "pods", "bench", "p01"), "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
            writer.add(item("apps", "v1", "deployments", "bench", longName), new byte[1025]);
            writer.add(item("", "v1", "namespaces", "", "bench"), "{}".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(tar("-tvzf", file).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "-rwxr-xr-x 0/0 6 2026-11-21 02:38 metadata/version",
                        "-rwxr-xr-x 0/0 7 2026-11-21 02:38 resources/pods/namespaces/bench/p01.json",
                        "-rwxr-xr-x 0/0 7 2026-11-21 02:38 resources/pods/v1-preferredversion/namespaces/bench/p01.json",
                        "-rwxr-xr-x 0/0 1025 2026-11-21 02:38 resources/deployments.apps/namespaces/bench/" + longName
                                + ".json",
                        "-rwxr-xr-x 0/0 1025 2026-11-21 02:38"
                                + " resources/deployments.apps/v1-preferredversion/namespaces/bench/" + longName
                                + ".json",
                        "-rwxr-xr-x 0/0 2 2026-11-21 02:38 resources/namespaces/cluster/bench.json",
                        "-rwxr-xr-x 0/0 2 2026-11-21 02:38 resources/namespaces/v1-preferredversion/cluster/bench.json");
        assertThat(tar("-xOzf", file, "metadata/version")).isEqualTo("1.1.0\n");
        assertThat(Files.readAllBytes(file)).startsWith(TarballOwner.header("0f-1"));
        try (var unzipped = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(unzipped.readAllBytes().length % TarHeader.BLOCK).isZero();
        }
        assertThat(tar("-xOzf", file, "resources/pods/namespaces/bench/p01.json"))
                .isEqualTo("{\"a\":1}");
    }

    private static String tar(String flags, Path file, String... members) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("tar", flags, file.toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(members));
        builder.environment().putAll(java.util.Map.of("TZ", "UTC", "LC_ALL", "C"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(output).isZero();
        return output;
    }

    private static Item item(String group, String version, String plural, String namespace, String name) {
        ResourceKind kind = new ResourceKind(group, version, plural, "Kind", !namespace.isEmpty(), Set.of());
        return new Item(
                kind,
                new ItemKey(kind.groupResource(), namespace, name),
                List.of(),
                List.of(),
                new ItemSpool.Place(0, 0));
    }
}
