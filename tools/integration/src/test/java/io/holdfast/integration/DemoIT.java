package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.program.Finished;
import io.holdfast.integration.repository.LocalRepository;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.workload.Scratch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the README lets a newcomer type first. */
class DemoIT {
    private final Scratch scratch = Scratch.create();

    @AfterEach
    void clear() {
        scratch.close();
    }

    @Test
    void shouldBringEveryFileBackAndLeaveWhatResticReads() throws Exception {
        Path folder = scratch.resolve("demo");
        Finished demo = TestBed.holdfastAside("demo")
                .within(Duration.ofMinutes(10))
                .run("--keep", folder.toString())
                .succeeded();

        assertThat(demo.output()).contains("came back as they were", "restic -r " + folder);
        String password = Files.readString(folder.resolve("password"));
        for (String namespace : new String[] {"shop", "blog"}) {
            LocalRepository repository = LocalRepository.in(folder.resolve("store/demo/restic/" + namespace))
                    .with(password);
            repository.restic().check();
            assertThat(repository.restic().run("snapshots", "--no-lock").output())
                    .contains("backup=first", "backup=second");
        }
    }
}
