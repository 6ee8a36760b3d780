package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.installation.Installation;
import io.holdfast.integration.installation.UsesInstallation;
import io.holdfast.integration.installation.Velero;
import io.holdfast.integration.program.Program;
import io.holdfast.integration.program.RunningProgram;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.workload.PodPlan;
import io.holdfast.integration.workload.SampleFiles;
import io.holdfast.integration.workload.Scratch;
import io.holdfast.integration.workload.TreeListing;
import io.holdfast.integration.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is wrong on a node: the operator reads which file, volume or agent, and the rest of the backup is kept. */
@UsesInstallation
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VolumeTroubleIT {
    private final TestBed testBed;
    private final Installation installation;
    private final Velero velero;
    private final Workload shop;
    private final Workload vanishing;

    VolumeTroubleIT(TestBed testBed, Installation installation) {
        this.testBed = testBed;
        this.installation = installation;
        this.velero = installation.velero();
        this.shop = new Workload(
                testBed,
                "shop",
                PodPlan.of("web", "n1").emptyDir("cache").claim("assets").backedUp(),
                PodPlan.of("database", "n2").emptyDir("data").backedUp());
        this.vanishing = new Workload(
                testBed,
                "vanishing",
                PodPlan.of("web", "n1").emptyDir("cache").claim("assets").backedUp());
    }

    @BeforeAll
    void create() {
        installation.namespace().newS3Location("default", "volume-trouble", "");
        shop.create();
        shop.fill(SampleFiles.FEW);
    }

    @AfterAll
    void clear() {
        shop.discard();
        vanishing.discard();
    }

    @Test
    void shouldKeepWhatItCanReadAndNameWhatItCannot() {
        shop.place("web", "cache").run("""
                cd "$1"; mkdir closed; echo x > closed/in; echo x > secret
                chown 1:1 closed secret; chmod 0 closed secret
                """);
        installation.agent(1).stop();
        installation.startAgent(
                1,
                Program.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--")
                        .and(TestBed.holdfast("node-agent").command().toArray(String[]::new)));
        try {
            assertThat(velero.backUp("unreadable", "shop")).isEqualTo("PartiallyFailed");
        } finally {
            installation.agent(1).stop();
            installation.startAgent(1, Map.of());
        }
        assertThat(velero.describe("backup", "unreadable")).contains("closed", "secret", "shop/web", "cache");
        assertThat(restored("unreadable", "web/cache").files())
                .hasSizeGreaterThan(100)
                .doesNotContainKeys("secret", "closed/in");
        assertThat(installation.namespace().snapshots("unreadable")).hasSize(3);
    }

    @Test
    void shouldNameAVolumeThatVanishesWhileItIsRead() {
        vanishing.create();
        vanishing.fill(SampleFiles.FEW);
        Workload.Place assets = vanishing.place("web", "assets");
        assets.run("head -c 1000000000 /dev/urandom > \"$1/large\"");
        CompletableFuture<String> phase = velero.beginBackUp("vanishing", "vanishing", "--parallel-files-upload", "1");
        Path packs = testBed.s3().buckets().resolve("volume-trouble/restic/vanishing/data");
        Awaitility.await("the volume is read")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Shell.here()
                                .run("[ ! -d \"$1\" ] || find \"$1\" -type f | head -n 10", packs.toString())
                                .output()
                                .lines()
                                .count()
                        > 9);
        assets.run("umount --lazy \"$1\"");

        assertThat(phase.join()).isEqualTo("PartiallyFailed");
        assertThat(velero.describe("backup", "vanishing")).contains("assets", "vanishing/web", "mount");
        assertThat(installation.namespace().snapshots("vanishing").values().stream()
                        .filter(snapshot -> !snapshot.isEmpty()))
                .as("the other volume")
                .hasSize(1);
    }

    @Test
    void shouldNotServeAnAgentThatIsNotTheNodesOwn() {
        installation.agent(1).stop();
        RunningProgram stranger = installation.startAgentWithToken(
                1, TestBed.holdfast("node-agent"), installation.namespace().token("n2"));
        says(stranger, "its token is bound to node n2");
        stranger.close();
        RunningProgram nobody = installation.startAgentWithToken(1, TestBed.holdfast("node-agent"), "");
        says(nobody, "is empty");

        assertThat(velero.backUp("without-agent", "shop")).isEqualTo("PartiallyFailed");
        assertThat(velero.describe("backup", "without-agent"))
                .contains("no node agent is connected from node n1", "DaemonSet node-agent");
        assertThat(restored("without-agent", "database/data").files()).hasSizeGreaterThan(100);

        nobody.close();
        installation.startAgent(1, Map.of());
    }

    private static void says(RunningProgram agent, String sentence) {
        Awaitility.await(sentence)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(agent.logText()).contains(sentence));
    }

    /** What restic restores of a volume, after it has found the whole repository in order. */
    private TreeListing restored(String backup, String volume) {
        var restic = testBed.restic(
                testBed.s3().repository("volume-trouble", "restic/shop"),
                installation.namespace().repositoryPassword());
        restic.check();
        try (Scratch scratch = Scratch.create()) {
            restic.restore(
                    Objects.requireNonNull(
                            installation.namespace().snapshots(backup).get(volume)),
                    scratch.path());
            return TreeListing.of(Shell.here(), scratch.path().toString());
        }
    }
}
