package io.holdfast.integration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.installation.Installation;
import io.holdfast.integration.installation.UsesInstallation;
import io.holdfast.integration.installation.VeleroNamespace;
import io.holdfast.integration.program.Finished;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.testbed.Restic;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.workload.PodPlan;
import io.holdfast.integration.workload.SampleFiles;
import io.holdfast.integration.workload.Scratch;
import io.holdfast.integration.workload.TreeListing;
import io.holdfast.integration.workload.Workload;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The main job: the unchanged velero backs up a namespace with volumes on two nodes, deletes it, and has it back. */
@UsesInstallation
class MainJobIT {
    private final TestBed testBed;
    private final Installation installation;
    private final Workload shop;
    private final Scratch scratch = Scratch.create();

    MainJobIT(TestBed testBed, Installation installation) {
        this.testBed = testBed;
        this.installation = installation;
        this.shop = new Workload(
                testBed,
                "shop",
                PodPlan.of("database", "n1").emptyDir("scratch").claim("data").backedUp(),
                PodPlan.of("web", "n2").emptyDir("cache").claim("assets").backedUp());
    }

    @AfterEach
    void clear() {
        shop.discard();
        scratch.close();
    }

    @Test
    void shouldRestoreANamespaceFromS3WhereItWasAndOnANewCluster() {
        installation.namespace().newS3Location("default", "main-job", "cluster");
        assertThat(velero("version").output()).contains("Server:", "v1.18");
        assertThat(velero("backup-location", "get").output()).contains("Available");

        Map<String, TreeListing> before = createShop(SampleFiles.REAL, SampleFiles.LARGE);
        backUp("first");
        assertThat(velero("backup", "get").output()).contains("first", "Completed");
        assertThat(installation.velero().describe("backup", "first"))
                .containsPattern("shop/database: data \\(size: .*\\), scratch \\(size: .*\\)")
                .containsPattern("shop/web: assets \\(size: .*\\), cache \\(size: .*\\)");
        assertThat(velero("backup", "logs", "first").output()).contains("shop");
        assertThatResticRestoresTheSame("first", before, testBed.s3().repository("main-job", "cluster/restic/shop"));

        shop.delete();
        restore("first");
        assertThatRestoredIs(before);

        installation.moveToNewCluster();
        installation.namespace().s3Location("default", "main-job", "cluster");
        testBed.kubectl().await(VeleroNamespace.NAME, "backup/first", "create", Duration.ofMinutes(2));
        restore("first");
        assertThatRestoredIs(before);
    }

    /** Another pod mounts the claim that the database is backed up with. */
    @Test
    void shouldRestoreANamespaceWithASharedClaimFromADirectory() {
        installation.namespace().directoryLocation("directory", scratch.path(), "main-job", "cluster");
        Map<String, TreeListing> before = createShop(SampleFiles.FEW, SampleFiles.LARGE);
        Workload reader =
                new Workload(testBed, "shop", PodPlan.of("reader", "n1").claim("data"));
        reader.add();
        backUp("in-directory");
        assertThatResticRestoresTheSame(
                "in-directory",
                before,
                scratch.resolve("main-job/cluster/restic/shop").toString());
        shop.delete();
        restore("in-directory");
        reader.awaitReady();
        assertThatRestoredIs(before);
        assertThat(testBed.kubectl().field("shop", "pod/reader", "{.spec.initContainers[*].name}"))
                .isEqualTo("restore-wait");

        // The database is not asked for: its claim comes with the reader, and is filled through that.
        shop.delete();
        assertThat(installation.velero().restore("reader", "in-directory", "--selector", "app=reader"))
                .isEqualTo("Completed");
        reader.awaitReady();
        assertThat(reader.listing("reader", "data").differencesFrom(requireNonNull(before.get("database/data"))))
                .isEmpty();

        // What a pod works with is not overwritten under it.
        reader.place("reader", "data").run("find \"$1\" -mindepth 1 -delete; echo newer > \"$1/only\"");
        assertThat(installation.velero().restore("rest", "in-directory")).isEqualTo("Completed");
        assertThat(installation.velero().describe("restore", "rest")).contains("claim data is in use by pod reader");
        shop.awaitReady();
        assertThat(shop.listing("database", "data").files()).containsOnlyKeys("", "only");
    }

    /** With odd files in each volume, and more in a claim and in an emptyDir. */
    private Map<String, TreeListing> createShop(SampleFiles... more) {
        shop.create();
        shop.fill(SampleFiles.ODD);
        shop.fill("database", "data", more);
        shop.fill("web", "cache", more[0]);
        return shop.listings();
    }

    private void backUp(String name) {
        assertThat(installation.velero().backUp(name, "shop")).isEqualTo("Completed");
    }

    private void restore(String backup) {
        String name = "of-" + backup;
        assertThat(installation.velero().restore(name, backup)).isEqualTo("Completed");
        assertThat(installation.velero().describe("restore", name))
                .contains("Completed")
                .containsPattern("shop/database: data \\(size: .*\\), scratch \\(size: .*\\)");
        shop.awaitReady();
    }

    private void assertThatRestoredIs(Map<String, TreeListing> before) {
        Map<String, TreeListing> after = shop.listings();
        before.forEach((volume, listing) -> assertThat(
                        requireNonNull(after.get(volume)).differencesFrom(listing))
                .as(volume)
                .isEmpty());
    }

    private void assertThatResticRestoresTheSame(String backup, Map<String, TreeListing> before, String repository) {
        Restic restic = testBed.restic(repository, installation.namespace().repositoryPassword());
        restic.check();
        Map<String, String> snapshots = installation.namespace().snapshots(backup);
        assertThat(snapshots.keySet()).containsAll(before.keySet());
        before.forEach((volume, listing) -> {
            restic.restore(
                    requireNonNull(snapshots.get(volume)),
                    scratch.resolve("restic").resolve(volume));
            TreeListing restored = TreeListing.of(
                    Shell.here(), scratch.resolve("restic").resolve(volume).toString());
            assertThat(restored.without("").differencesFrom(listing.without("")))
                    .as(volume)
                    .isEmpty();
        });
    }

    private Finished velero(String... arguments) {
        return installation.velero().run(arguments);
    }
}
