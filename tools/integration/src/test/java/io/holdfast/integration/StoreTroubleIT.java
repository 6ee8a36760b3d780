package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.installation.Installation;
import io.holdfast.integration.installation.UsesInstallation;
import io.holdfast.integration.installation.Velero;
import io.holdfast.integration.installation.VeleroNamespace;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.testbed.Restic;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.workload.PodPlan;
import io.holdfast.integration.workload.SampleFiles;
import io.holdfast.integration.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is wrong with a store or a repository: the operator reads which, and what to do, and nothing stored is harmed. */
@UsesInstallation
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreTroubleIT {
    private static final String BUCKET = "store-trouble";

    private final TestBed testBed;
    private final VeleroNamespace namespace;
    private final Velero velero;
    private final Workload shop;

    StoreTroubleIT(TestBed testBed, Installation installation) {
        this.testBed = testBed;
        this.namespace = installation.namespace();
        this.velero = installation.velero();
        this.shop = new Workload(
                testBed, "shop", PodPlan.of("web", "n1").emptyDir("data").backedUp());
    }

    @BeforeAll
    void create() {
        shop.create();
        shop.fill(SampleFiles.FEW);
    }

    @AfterAll
    void discard() {
        shop.discard();
    }

    @AfterEach
    void clear() {
        testBed.kubectl()
                .run("--namespace", VeleroNamespace.NAME, "delete", "backups,restores,backuprepositories", "--all");
    }

    @Test
    void shouldNameABucketThatIsMissing() {
        Shell.here()
                .run("rm -rf \"$1\"", testBed.s3().buckets().resolve("nowhere").toString());
        namespace.s3LocationUnchecked("default", "nowhere", "");
        namespace.awaitLocation("default", "Unavailable");

        assertThat(locationMessage("default")).contains("no bucket nowhere");
        assertThat(velero.backUp("to-nowhere", "shop")).isEqualTo("FailedValidation");
        assertThat(velero.describe("backup", "to-nowhere")).contains("default", "no bucket nowhere");
    }

    @Test
    void shouldNameCredentialsThatAreMissing() {
        testBed.s3().emptyBucket(BUCKET);
        namespace.s3LocationUnchecked("default", BUCKET, "");
        testBed.kubectl()
                .run(("--namespace velero patch backupstoragelocation default --type merge --patch"
                                + " {\"spec\":{\"credential\":{\"name\":\"forgotten\",\"key\":\"cloud\"}}}")
                        .split(" ", -1));
        namespace.awaitLocation("default", "Unavailable");

        assertThat(locationMessage("default")).contains("forgotten", "Secret");
        assertThat(velero.backUp("without-credentials", "shop")).isEqualTo("FailedValidation");
        testBed.kubectl().run("--namespace", VeleroNamespace.NAME, "delete", "backupstoragelocation", "default");
    }

    @Test
    void shouldNameAPasswordThatIsNotTheRepositorys() {
        namespace.newS3Location("default", BUCKET, "wrong-password");
        assertThat(velero.backUp("right-password", "shop")).isEqualTo("Completed");
        String right = namespace.repositoryPassword();
        namespace.repositoryPassword("not this one");
        try {
            fails("wrong-password", "password", "wrong-password/restic/shop", "velero-repo-credentials");
        } finally {
            namespace.repositoryPassword(right);
        }
        restic("wrong-password").check();
        assertThat(velero.backUp("right-password-again", "shop")).isEqualTo("Completed");
    }

    @Test
    void shouldNameAnOldRepository() {
        namespace.newS3Location("default", BUCKET, "old");
        restic("old").run("init", "--repository-version", "1");
        fails("to-old", "version 1", "old/restic/shop", "migrate upgrade_repo_v2");
        restic("old").run("check", "--no-lock", "--read-data");
    }

    @Test
    void shouldNameADamagedIndex() {
        namespace.newS3Location("default", BUCKET, "index");
        assertThat(velero.backUp("before-damage", "shop")).isEqualTo("Completed");
        damageLargest("index/restic/shop/index");
        fails("on-damaged-index", "index", "repair index");
        restic("index").run("repair", "index");
        assertThat(velero.backUp("after-repair", "shop")).isEqualTo("Completed");
        restic("index").check();
    }

    @Test
    void shouldNotLetAPodStartOnADamagedPack() {
        namespace.newS3Location("default", BUCKET, "pack");
        assertThat(velero.backUp("whole", "shop")).isEqualTo("Completed");
        String pack = damageLargest("pack/restic/shop/data");

        assertThat(velero.restore("of-damaged", "whole", "--namespace-mappings", "shop:spoilt"))
                .isEqualTo("PartiallyFailed");
        assertThat(velero.describe("restore", "of-damaged")).contains(pack, "damaged", "spoilt/web");
        assertThat(testBed.kubectl().field("spoilt", "pod/web", "{.status.phase}"))
                .isEqualTo("Pending");
        testBed.kubectl().discardNamespace("spoilt");
    }

    @Test
    void shouldTellThatAStoreIsFullAndKeepWhatItHas() {
        namespace.newS3Location("default", BUCKET, "");
        Path folder = testBed.s3().emptyBucket("tight");
        Shell.here().run("mount -t tmpfs -o size=24m none \"$1\"", folder.toString());
        try {
            namespace.s3Location("default", "tight", "");
            assertThat(velero.backUp("fits", "shop")).isEqualTo("Completed");
            shop.place("web", "data").run("head -c 60000000 /dev/urandom > \"$1/more\"");

            String phase = velero.backUp("too-much", "shop");

            assertThat(phase).isIn("PartiallyFailed", "Failed");
            Shell.here().run("mount -o remount,size=128m \"$1\"", folder.toString());
            assertThat(velero.describe("backup", "too-much")).contains("tight");
            testBed.restic(testBed.s3().repository("tight", "restic/shop"), namespace.repositoryPassword())
                    .check();
            assertThat(velero.backUp("after-making-room", "shop")).isEqualTo("Completed");
        } finally {
            Shell.here().run("umount --lazy \"$1\"", folder.toString());
            shop.place("web", "data").run("rm -f \"$1/more\"");
        }
    }

    private void fails(String backup, String... words) {
        assertThat(velero.backUp(backup, "shop")).isIn("PartiallyFailed", "Failed");
        Awaitility.await("the log of a backup that has failed is stored after its end")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(velero.describe("backup", backup)
                                + velero.run("backup", "logs", backup).output())
                        .contains(words)
                        .doesNotContain("Exception"));
    }

    private Restic restic(String prefix) {
        return testBed.restic(testBed.s3().repository(BUCKET, prefix + "/restic/shop"), namespace.repositoryPassword());
    }

    private String locationMessage(String name) {
        return testBed.kubectl().field(VeleroNamespace.NAME, "backupstoragelocation/" + name, "{.status.message}");
    }

    /** Turns over bits in the middle of the largest object below a folder of the bucket, and answers its name. */
    private String damageLargest(String folder) {
        String script = """
                file=$(find "$1" -type f -printf '%s %p\\n' | sort -n | tail -n 1 | cut -d' ' -f2-)
                middle=$(($(stat -c %s "$file") / 2))
                byte=$(od -An -t u1 -j $middle -N 1 "$file")
                printf "\\\\$(printf %o $((byte ^ 64)))" | dd of="$file" bs=1 seek=$middle conv=notrunc status=none
                basename "$file"
                """;
        Path below = testBed.s3().buckets().resolve(BUCKET).resolve(folder);
        return Shell.here().run(script, below.toString()).output().strip();
    }
}
