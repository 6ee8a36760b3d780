package io.holdfast.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.restore.BackedUpSample;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockWaitTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--lock-wait", "--retry-lock"})
    void shouldSayForWhomItWaitsAndGiveUp(String option) {
        TestCli cli = TestCli.make(folder.resolve("repository"));
        try (OpenRepository repository = BackedUpSample.open(folder.resolve("repository"));
                RepositoryLock _ = repository.lock(new LockOwner("elsewhere", "ann"), LockMode.EXCLUSIVE)) {
            String holder = "locked exclusively by ann on elsewhere (process ";
            TestCli.Result result = cli.run("snapshots", option, "1s");
            result.failed(ExitCode.LOCKED, holder, "; waiting for that to end.", "still, after a wait of 1 second.");
            assertThat(cli.run("snapshots").err()).contains(holder).doesNotContain("waiting", "still");
        }
        cli.run("snapshots", option, "1s").succeeded();
    }

    @Test
    void shouldTakeTimesAsResticDoes() throws Exception {
        assertThat(new DurationConverter().convert("1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(new DurationConverter().convert("90s")).isEqualTo(Duration.ofSeconds(90));
        TestCli cli = TestCli.make(folder.resolve("repository"));
        for (String wrong : new String[] {"5", "-5m", "soon"}) {
            cli.run("snapshots", "--lock-wait=" + wrong)
                    .failed(
                            ExitCode.USAGE,
                            "option '--lock-wait' or '--retry-lock'",
                            "'" + wrong + "' is not a length of time such as 90s, 5m or 1h30m");
        }
    }
}
