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
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent killed in the middle of a volume: its successor goes on, and what had been finished is not read again. */
@ExtendWith(UsesInstallation.class)
class AgentLossIT {
    /** A slice each; with one file at a time, they end one after the other. */
    private static final int FILES = 2;

    private static final long FILE_SIZE = 1L << 30;

    @Test
    void shouldGoOnWithTheSlicesThatWereNotFinished(TestBed testBed, Installation installation) {
        installation.namespace().newS3Location("default", "agent-loss", "");
        Workload lost = new Workload(
                testBed,
                "lost",
                PodPlan.of("store", "n1").inMemory().emptyDir("data").backedUp());
        lost.create();
        lost.nodeOf("store")
                .shell()
                .script(
                        "for i in $(seq \"$2\"); do head -c \"$3\" /dev/urandom > \"$1/file$i\"; done",
                        lost.folder("store", "data"),
                        Integer.toString(FILES),
                        Long.toString(FILE_SIZE))
                .within(Duration.ofMinutes(5))
                .run()
                .succeeded();
        Map<String, TreeListing> before = lost.listings();

        CompletableFuture<String> backup =
                installation.velero().beginBackUp("lost", "lost", "--parallel-files-upload", "1");
        Path packs = testBed.s3().buckets().resolve("agent-loss/restic/lost/data");
        long oneSlice = FILE_SIZE + FILE_SIZE / 4;
        Awaitility.await("the first slice is stored, and the second has begun")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> sizeOf(packs) > oneSlice);
        installation.agent(1).kill();
        assertThat(backup).as("the backup goes on without the agent").isNotDone();
        installation.startAgent(1, Map.of());

        assertThat(backup.join()).isEqualTo("Completed");
        long readAgain = ProcessUsage.of(installation.agent(1).program()).bytesRead();
        assertThat(readAgain)
                .as("bytes that the second agent has read, of %s", FILES * FILE_SIZE)
                .isBetween((FILES - 1) * FILE_SIZE, (FILES - 1) * FILE_SIZE + FILE_SIZE / 10);
        System.out.printf(
                "agent killed after 1 of %d slices of 1 GiB: its successor read %.2f GiB%n",
                FILES, (double) readAgain / FILE_SIZE);
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
        lost.delete();
    }

    private static long sizeOf(Path folder) {
        String size = Shell.here()
                .run("[ -d \"$1\" ] || { echo 0; exit; }; du -sb \"$1\" | cut -f 1", folder.toString())
                .output();
        return Long.parseLong(size.strip());
    }
}
