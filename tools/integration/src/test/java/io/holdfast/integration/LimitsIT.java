package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.installation.Installation;
import io.holdfast.integration.installation.UsesInstallation;
import io.holdfast.integration.installation.VeleroNamespace;
import io.holdfast.integration.program.ProcessUsage;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.workload.PodPlan;
import io.holdfast.integration.workload.Workload;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What an agent may use of its node: what the kernel counts of its process is held against what was allowed. */
@UsesInstallation
@Isolated("it measures processors")
class LimitsIT {
    /** Four letters in disorder: quick to make, slow to compress, and a quarter of it to store, which others have to do. */
    private static final String TEXT_OF_FOUR_GIBIBYTES = """
            seq 16 | xargs -P 2 -I NUMBER sh -c '
              head -c 268435456 /dev/urandom | tr "\\000-\\377" "[a*64][b*64][c*64][d*64]" > "$1/textNUMBER"
            ' fill "$1"
            """;

    /** One thread for half a minute of backup, then two by the ConfigMap while the volume is still being read. */
    @Test
    void shouldUseTheThreadsItWasGivenAndNoMore(TestBed testBed, Installation installation) {
        installation.agent(1).stop();
        installation.startAgent(1, Map.of("GOMAXPROCS", "1"));
        installation.namespace().newS3Location("default", "limits", "");
        Workload busy = new Workload(
                testBed,
                "busy",
                PodPlan.of("store", "n1").inMemory().emptyDir("data").backedUp());
        busy.create();
        busy.place("store", "data").run(TEXT_OF_FOUR_GIBIBYTES);
        testBed.velero()
                .run("backup", "create", "busy", "--include-namespaces", "busy")
                .succeeded();
        Awaitility.await("the agent reads")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> ProcessUsage.of(agent(installation)).bytesRead() > (256L << 20));

        double oneThread = coresOver(Duration.ofSeconds(30), installation);
        System.out.printf("GOMAXPROCS=1: the agent used %.2f cores over 30 s of backup%n", oneThread);
        assertThat(oneThread).isBetween(0.5, 1.1);

        installation.namespace().limits("{\"holdfast\": {\"threads\": 2}}");
        Awaitility.await("the running task obeys the ConfigMap")
                .atMost(Duration.ofSeconds(10))
                .until(() -> coresOver(Duration.ofSeconds(1), installation) > 1.2);
        installation.namespace().limits("{\"holdfast\": {\"threads\": 1}}");
        Awaitility.await("and obeys it when it takes a thread away")
                .atMost(Duration.ofSeconds(10))
                .until(() -> coresOver(Duration.ofSeconds(1), installation) < 1.1);
        busy.discard();
        testBed.kubectl()
                .await(
                        VeleroNamespace.NAME,
                        "backup/busy",
                        "jsonpath={.status.completionTimestamp}",
                        Duration.ofMinutes(2));
    }

    /** Average over a while, which is waited for by the clock as that is what is measured. */
    private static double coresOver(Duration time, Installation installation) {
        ProcessUsage before = ProcessUsage.of(agent(installation));
        long start = System.nanoTime();
        Awaitility.await()
                .pollDelay(time)
                .atMost(time.multipliedBy(2))
                .until(() -> System.nanoTime() - start >= time.toNanos());
        Duration cpu = ProcessUsage.of(agent(installation)).cpu().minus(before.cpu());
        return (double) cpu.toNanos() / (System.nanoTime() - start);
    }

    private static ProcessHandle agent(Installation installation) {
        return installation.agent(1).program();
    }
}
