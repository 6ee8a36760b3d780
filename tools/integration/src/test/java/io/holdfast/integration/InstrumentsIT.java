package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.program.RunningProgram;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.testbed.Restic;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.testbed.UsesTestBed;
import io.holdfast.integration.workload.PodPlan;
import io.holdfast.integration.workload.SampleFiles;
import io.holdfast.integration.workload.Scratch;
import io.holdfast.integration.workload.TreeListing;
import io.holdfast.integration.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The instruments are true: what the other tests trust is checked here against foreign programs. */
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
        workload.fill(SampleFiles.REAL, SampleFiles.ODD);

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
    void shouldFindNoDifferenceInWhatResticRestores(TestBed testBed) {
        Shell shell = Shell.here();
        Path files = scratch.resolve("files");
        shell.run("mkdir \"$1\"", files.toString());
        SampleFiles.REAL.into(shell, files.toString());
        SampleFiles.ODD.into(shell, files.toString());
        testBed.s3().emptyBucket("instruments");
        Restic restic = testBed.restic(testBed.s3().repository("instruments", "restic"), "secret");

        restic.run("init");
        restic.run("backup", files.toString());
        restic.check();
        restic.restore("latest", scratch.resolve("restored"));

        TreeListing restored = TreeListing.of(shell, scratch.resolve("restored") + files.toString());
        assertThat(restored.differencesFrom(TreeListing.of(shell, files.toString())))
                .isEmpty();
    }

    @Test
    void shouldNameEachDifference() {
        Shell shell = Shell.here();
        String folder = scratch.path().toString();
        SampleFiles.ODD.into(shell, folder);
        TreeListing before = TreeListing.of(shell, folder);

        shell.run("""
                cd "$1/odd"
                chmod 0401 mode0400; chown 3 ./-dash; touch -d '2002-02-02 02:02:02.3 UTC' hollow; rm link; echo > new
                touch -r random time; setfattr -n user.note -v other random
                printf X | dd of=random conv=notrunc status=none; touch -r time random; rm time
                touch -d '2002-02-02 02:02:02.2 UTC' .
                """, folder);

        assertThat(TreeListing.of(shell, folder).differencesFrom(before))
                .extracting(difference -> difference.substring(0, difference.indexOf(": ")))
                .containsExactly(
                        "attributes of odd/random",
                        "odd/-dash",
                        "odd/hollow",
                        "odd/link",
                        "odd/mode0400",
                        "odd/new",
                        "odd/random");
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
