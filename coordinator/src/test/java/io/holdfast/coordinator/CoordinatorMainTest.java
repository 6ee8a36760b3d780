package io.holdfast.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CoordinatorMainTest {
    @Test
    void shouldRefuseToGiveUpANodeWhileItsAgentMayStillWork() {
        assertThat(new CommandLine(new CoordinatorMain()).execute("--node-loss-timeout", "19s"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
