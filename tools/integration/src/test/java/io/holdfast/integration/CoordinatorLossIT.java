package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.installation.Installation;
import io.holdfast.integration.installation.UsesInstallation;
import io.holdfast.integration.installation.VeleroNamespace;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.testbed.Restic;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.workload.PodPlan;
import io.holdfast.integration.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A coordinator killed in the middle of a backup: its successor tidies up within half a minute. */
@UsesInstallation
class CoordinatorLossIT {
    private static final Set<String> ENDED = Set.of("Completed", "PartiallyFailed", "Failed");

    @Test
    void shouldLeaveNothingBehind(TestBed testBed, Installation installation) {
        installation.namespace().newS3Location("default", "coordinator-loss", "");
        Workload lost = new Workload(
                testBed,
                "orphaned",
                PodPlan.of("one", "n1").inMemory().emptyDir("data").backedUp(),
                PodPlan.of("two", "n2").inMemory().emptyDir("data").backedUp());
        lost.create();
        for (String pod : Set.of("one", "two")) {
            lost.place(pod, "data").run("head -c 536870912 /dev/urandom > \"$1/data\"");
        }
        testBed.velero()
                .run("backup", "create", "orphaned", "--include-namespaces", "orphaned")
                .succeeded();
        Path bucket = testBed.s3().buckets().resolve("coordinator-loss");
        Awaitility.await("both agents store data")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> objects(bucket.resolve("restic/orphaned/data")) > 8);
        installation.coordinator().kill();
        installation.startCoordinator();

        Restic restic = testBed.restic(
                testBed.s3().repository("coordinator-loss", "restic/orphaned"),
                installation.namespace().repositoryPassword());
        Awaitility.await("nothing is left of the backup")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    String phase = field(testBed, "backup/orphaned", "{.status.phase}");
                    assertThat(phase).isIn(ENDED);
                    assertThat(objects(bucket.resolve("backups/orphaned")) > 0)
                            .as("objects of the backup, which is %s", phase)
                            .isEqualTo(!phase.equals("Failed"));
                    assertThat(field(testBed, "podvolumebackups", "{.items[*].status.phase}"))
                            .doesNotContain("InProgress", "New", "Accepted", "Prepared");
                    assertThat(restic.run("list", "locks", "--no-lock").output())
                            .isBlank();
                });
        restic.check();

        assertThat(testBed.velero()
                        .within(Duration.ofMinutes(3))
                        .run("backup", "create", "again", "--include-namespaces", "orphaned", "--wait")
                        .succeeded()
                        .output())
                .as("the next backup meets no trace of the lost one")
                .contains("Backup completed with status: Completed");
        lost.discard();
    }

    private static String field(TestBed testBed, String object, String path) {
        return testBed.kubectl().field(VeleroNamespace.NAME, object, path);
    }

    private static long objects(Path folder) {
        return Long.parseLong(Shell.here()
                .run("[ -d \"$1\" ] || { echo 0; exit; }; find \"$1\" -type f | wc -l", folder.toString())
                .output()
                .strip());
    }
}
