package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.foreign.HostileTree;
import io.holdfast.foreign.TreeFacts;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the owner of a target does to it meanwhile, a restore writes nothing outside, and does not wait for him. Two defences
 * stand behind each other, and it was seen to fail without both: the flags of {@code OpenCall} by which openat2 follows no links,
 * and the look whether a directory that is opened again is the one that was made ({@code TargetDirectory.is}).
 */
class HostileTargetTest {
    private static final int ROUNDS = 60;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldNeverTouchWhatLiesOutside() throws Exception {
        long seed = System.nanoTime();
        long seen = 0;
        int played;
        try (OwnRepository repository = new OwnRepository();
                HostileTree tree = new HostileTree(folder, "secret", seed)) {
            BlobId snapshot = repository.backUp(tree.root());
            var before = TreeFacts.of(tree.beyond());
            tree.defyRestores();
            tree.start();
            for (int i = 0; i < ROUNDS; i++) {
                RestoreReport report =
                        Assertions.assertTimeoutPreemptively(LONGEST, () -> repository.restore(snapshot, tree.root()));
                seen += report.troubleCount();
            }
            tree.end();
            played = tree.played();
            tree.removeAllButBeyond();
            assertThat(TreeFacts.of(tree.beyond())).as("seed %d", seed).isEqualTo(before);
        }
        System.out.println("seed " + seed + ": " + played + " tricks, " + seen + " troubles");
        assertThat(seen).as("restores that met a trick").isPositive();
    }
}
