package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.foreign.HostileTree;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.repository.IndexedRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the owner of a tree does to it meanwhile, a backup neither leaves it nor waits for him. Seen to fail without the flags
 * of {@code OpenCall} by which openat2 follows no links.
 */
class HostileSourceTest {
    private static final int ROUNDS = 60;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldNeverStoreWhatLiesOutside() throws Exception {
        long seed = System.nanoTime();
        String secret = "secret-" + seed;
        long seen = 0;
        try (ArchiveFixture fixture = new ArchiveFixture(new MemoryObjectStore());
                HostileTree tree = new HostileTree(folder, secret, seed)) {
            tree.start();
            for (int i = 0; i < ROUNDS; i++) {
                ArchivedTree archived =
                        Assertions.assertTimeoutPreemptively(LONGEST, () -> fixture.archive(tree.root()));
                seen += archived.source().counts().total();
            }
            tree.end();
            System.out.println("seed " + seed + ": " + tree.played() + " tricks, " + seen + " troubles");
            assertThat(blobsWith(secret, fixture.index())).as("seed %d", seed).isEmpty();
        }
        assertThat(seen).as("backups that met a trick").isPositive();
    }

    private static List<String> blobsWith(String text, IndexedRepository repository) {
        List<String> found = new ArrayList<>();
        repository.index().forEach((id, type, _) -> {
            String content = new String(repository.load(id, type), StandardCharsets.ISO_8859_1);
            if (content.contains(text)) {
                found.add(type + " " + content);
            }
        });
        return found;
    }
}
