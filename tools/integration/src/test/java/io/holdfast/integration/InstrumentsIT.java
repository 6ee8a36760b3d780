package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.program.RunningProgram;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.testbed.UsesTestBed;
import io.holdfast.integration.workload.Scratch;
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
