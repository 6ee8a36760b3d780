package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.installation.Installation;
import io.holdfast.integration.installation.UsesInstallation;
import io.holdfast.integration.program.ProcessUsage;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.testbed.Restic;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.workload.PodPlan;
import io.holdfast.integration.workload.Scratch;
import io.holdfast.integration.workload.TreeListing;
import io.holdfast.integration.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An agent killed in the middle of a volume: its successor goes on, and what had been finished is not read again. */
@UsesInstallation
class AgentLossIT {
    /** As much as a slice holds. */
    private static final long FIRST_FILE = 1L << 30;

    /** A slice too; either may come first, and has ended when more than the first file and a part of this one are stored. */
    private static final long SECOND_FILE = 300L << 20;

    @Test
    void shouldGoOnWithTheSlicesThatWereNotFinished(TestBed testBed, Installation installation) {
        installation.namespace().newS3Location("default", "agent-loss", "");
        Workload lost = new Workload(
                testBed,
                "lost",
                PodPlan.of("store", "n1").inMemory().emptyDir("data").backedUp());
        lost.create();
        lost.place("store", "data")
                .run(
                        "head -c \"$2\" /dev/urandom > \"$1/first\"; head -c \"$3\" /dev/urandom > \"$1/second\"",
                        Long.toString(FIRST_FILE),
                        Long.toString(SECOND_FILE));
        Map<String, TreeListing> before = lost.listings();

        CompletableFuture<String> backup =
                installation.velero().beginBackUp("lost", "lost", "--parallel-files-upload", "1");
        Path packs = testBed.s3().buckets().resolve("agent-loss/restic/lost/data");
        Awaitility.await("one slice is stored, and the other has begun")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> sizeOf(packs) > FIRST_FILE + SECOND_FILE / 4);
        installation.agent(1).kill();
        assertThat(backup).as("the backup goes on without the agent").isNotDone();
        installation.startAgent(1, Map.of());

        assertThat(backup.join()).isEqualTo("Completed");
        long readAgain = ProcessUsage.of(installation.agent(1).program()).bytesRead();
        assertThat(readAgain)
                .as("bytes that the second agent has read, of %s", FIRST_FILE + SECOND_FILE)
                .satisfiesAnyOf(
                        read -> assertThat(read).isBetween(SECOND_FILE, SECOND_FILE + FIRST_FILE / 10),
                        read -> assertThat(read).isBetween(FIRST_FILE, FIRST_FILE + FIRST_FILE / 10));
        System.out.printf(
                "agent killed after one of its slices of 1 GiB and 300 MiB: its successor read %d MiB%n",
                readAgain >> 20);
        Restic restic = testBed.restic(
                testBed.s3().repository("agent-loss", "restic/lost"),
                installation.namespace().repositoryPassword());
        restic.check();
        assertThat(restic.run("list", "locks", "--no-lock").output()).isBlank();
        try (Scratch scratch = Scratch.create()) {
            String snapshot = Objects.requireNonNull(
                    installation.namespace().snapshots("lost").get("store/data"));
            restic.restore(snapshot, scratch.path());
            TreeListing restored = TreeListing.of(Shell.here(), scratch.path().toString());
            TreeListing original = Objects.requireNonNull(before.get("store/data"));
            assertThat(restored.without("").differencesFrom(original.without("")))
                    .isEmpty();
        }
        lost.discard();
    }

    private static long sizeOf(Path folder) {
        String size = Shell.here()
                .run("[ -d \"$1\" ] || { echo 0; exit; }; du -sb \"$1\" | cut -f 1", folder.toString())
                .output();
        return Long.parseLong(size.strip());
    }
}
