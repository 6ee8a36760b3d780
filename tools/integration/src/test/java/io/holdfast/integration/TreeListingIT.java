package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.program.Shell;
import io.holdfast.integration.repository.LocalRepository;
import io.holdfast.integration.testbed.Restic;
import io.holdfast.integration.workload.SampleFiles;
import io.holdfast.integration.workload.Scratch;
import io.holdfast.integration.workload.TreeListing;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the other tests compare trees with sees each difference, and none where there is none. */
class TreeListingIT {
    private final Scratch scratch = Scratch.create();

    @AfterEach
    void clear() {
        scratch.close();
    }

    @Test
    void shouldFindNoDifferenceInWhatResticRestores() {
        Shell shell = Shell.here();
        Path files = scratch.resolve("files");
        shell.run("mkdir \"$1\"", files.toString());
        SampleFiles.REAL.into(shell, files.toString());
        SampleFiles.ODD.into(shell, files.toString());
        Restic restic = LocalRepository.in(scratch.resolve("repository")).restic();

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
}
