package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.program.RunningProgram;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.testbed.UsesTestBed;
import io.holdfast.integration.workload.PodPlan;
import io.holdfast.integration.workload.SampleFiles;
import io.holdfast.integration.workload.Scratch;
import io.holdfast.integration.workload.Workload;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The test bed is what the other tests take it for. */
@UsesTestBed
class InstrumentsIT {
    private final Scratch scratch = Scratch.create();

    @AfterEach
    void clear() {
        scratch.close();
    }

    @Test
    void shouldSeeTheVolumesOfPodsOnBothNodes(TestBed testBed) {
        Workload workload = new Workload(
                testBed,
                "instruments",
                PodPlan.of("first", "n1").emptyDir("scratch").claim("data"),
                PodPlan.of("second", "n2").emptyDir("other"));
        workload.create();
        workload.fill(SampleFiles.FEW, SampleFiles.ODD);

        var listings = workload.listings();
        assertThat(listings.keySet()).containsExactly("first/data", "first/scratch", "second/other");
        assertThat(listings.values())
                .allSatisfy(listing -> assertThat(listing.files())
                        .hasSizeGreaterThan(100)
                        .hasEntrySatisfying(
                                "odd/empty", facts -> assertThat(facts).contains("size 0", "as [odd/empty, odd/hard]"))
                        .hasEntrySatisfying(
                                "attributes of odd/twin",
                                facts -> assertThat(facts).contains("trusted.holdfast")));
        testBed.kubectl()
                .run("--namespace", "instruments", "exec", "first", "--", "test", "-f", "/volumes/data/odd/twin");
        workload.delete();
    }

    @Test
    void shouldStopAndKillProgramsOnNodes(TestBed testBed) {
        Shell shell = testBed.node(2).shell();
        try (RunningProgram polite = shell.script("exec sleep 1000").start(scratch.resolve("polite"));
                RunningProgram stubborn =
                        shell.script("trap '' TERM; echo up; exec sleep 1000").start(scratch.resolve("stubborn"))) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> stubborn.logText().contains("up"));

            stubborn.kill();
            assertThat(stubborn.isAlive()).isFalse();
            assertThat(polite.isAlive()).isTrue();
            assertThat(polite.stop()).isEqualTo(128 + 15);
        }
    }
}
