package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.installation.Installation;
import io.holdfast.integration.installation.UsesInstallation;
import io.holdfast.integration.program.Finished;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.workload.PodPlan;
import io.holdfast.integration.workload.Workload;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Twenty small volumes over two nodes: what most backups look like, and where waiting costs more than work. */
@UsesInstallation
@Isolated("it measures time")
class TwentyPodsIT {
    /** On a machine with nothing else to do it takes half of this; Velero, tuned, one and a half times as long. */
    private static final Duration BOUND = Duration.ofSeconds(25);

    @Test
    void shouldBackUpTwentyVolumesWithinSeconds(TestBed testBed, Installation installation) {
        installation.namespace().newS3Location("default", "twenty", "");
        Workload twenty = new Workload(
                testBed,
                "twenty",
                IntStream.range(0, 20)
                        .mapToObj(i -> PodPlan.of("pod-" + i, i % 5 < 2 ? "n1" : "n2")
                                .emptyDir("data")
                                .backedUp())
                        .toArray(PodPlan[]::new));
        twenty.create();
        for (int i = 0; i < 20; i++) {
            String pod = "pod-" + i;
            twenty.place(pod, "data").run("head -c 10485760 /dev/urandom > \"$1/data\"");
        }
        long start = System.nanoTime();
        Finished backup = testBed.velero()
                .within(Duration.ofMinutes(3))
                .run("backup", "create", "twenty", "--include-namespaces", "twenty", "--wait")
                .succeeded();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("20 pods with 10 MiB each: velero backup create --wait took %.1f s%n", took.toMillis() / 1e3);
        assertThat(backup.output()).contains("Backup completed with status: Completed");
        assertThat(installation.namespace().snapshots("twenty")).hasSize(20);
        testBed.restic(
                        testBed.s3().repository("twenty", "restic/twenty"),
                        installation.namespace().repositoryPassword())
                .check();
        twenty.discard();
        assertThat(took).isLessThan(BOUND);
    }
}
