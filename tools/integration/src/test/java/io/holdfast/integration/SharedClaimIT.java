package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.installation.Installation;
import io.holdfast.integration.installation.UsesInstallation;
import io.holdfast.integration.testbed.TestBed;
import io.holdfast.integration.workload.PodPlan;
import io.holdfast.integration.workload.SampleFiles;
import io.holdfast.integration.workload.TreeListing;
import io.holdfast.integration.workload.Workload;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A claim that two pods mount, and that was backed up through one of them: neither ever starts on missing files. */
@UsesInstallation
class SharedClaimIT {
    private static final String NAMESPACE = "team";

    private final TestBed testBed;
    private final Installation installation;
    private final Workload team;

    SharedClaimIT(TestBed testBed, Installation installation) {
        this.testBed = testBed;
        this.installation = installation;
        this.team = new Workload(
                testBed,
                NAMESPACE,
                PodPlan.of("database", "n1").claim("data").backedUp(),
                PodPlan.of("reader", "n1").claim("data"));
    }

    @AfterEach
    void clear() {
        team.discard();
    }

    @Test
    void shouldFillAClaimThroughOnePodAndHoldTheOthersThatMountIt() {
        installation.namespace().newS3Location("default", "shared-claim", "");
        team.create();
        team.fill("database", "data", SampleFiles.FEW);
        TreeListing before = listing("database");
        assertThat(installation.velero().backUp("team", NAMESPACE)).isEqualTo("Completed");

        team.delete();
        assertThat(installation.velero().restore("all", "team")).isEqualTo("Completed");
        team.awaitReady();
        assertThat(listing("database").differencesFrom(before)).isEmpty();
        assertThat(initContainer("reader")).isEqualTo("restore-wait");

        // The pod that it was backed up through is not asked for: the claim comes with the other, and is filled through
        // it.
        team.delete();
        assertThat(installation.velero().restore("reader", "team", "--selector", "app=reader"))
                .isEqualTo("Completed");
        testBed.kubectl().await(NAMESPACE, "pod/reader", "condition=Ready", Duration.ofMinutes(1));
        assertThat(listing("reader").differencesFrom(before)).isEmpty();

        // What a pod works with is not overwritten under it.
        team.place("reader", "data").run("rm -r \"$1\"/*; echo newer > \"$1/only\"");
        assertThat(installation.velero().restore("rest", "team")).isEqualTo("Completed");
        assertThat(installation.velero().describe("restore", "rest")).contains("claim data is in use by pod reader");
        team.awaitReady();
        assertThat(listing("database").files()).containsOnlyKeys("", "only");
    }

    private TreeListing listing(String pod) {
        Workload.Place place = team.place(pod, "data");
        return TreeListing.of(place.node().shell(), place.folder());
    }

    private String initContainer(String pod) {
        return testBed.kubectl().field(NAMESPACE, "pod/" + pod, "{.spec.initContainers[*].name}");
    }
}
