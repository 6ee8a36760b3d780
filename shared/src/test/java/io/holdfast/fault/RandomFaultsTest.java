package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.check.CheckFinding;
import io.holdfast.crash.Trees;
import io.holdfast.crash.VariedTree;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.S3Server;
import io.holdfast.restore.RestoreReport;
import io.holdfast.soak.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of all kinds, mixed. Each run ends well or tells what went wrong, and is done again; in the end all is there. Which
 * request meets which fault follows from the seed and from the order in which threads come to make their requests. Seen to fail
 * with the wait for uploads left out of {@code BlobSaver.flush}.
 */
class RandomFaultsTest {
    private static final int TRIES = 5;
    private static final int ONE_OF = 15;

    @TempDir
    private Path folder;

    @Test
    void shouldLoseNothingWhateverGoesWrong() throws IOException {
        try (S3Server server = S3Server.start(folder)) {
            Rounds.play(2, random -> playRound(server, random));
        }
    }

    private void playRound(S3Server server, Random random) throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        Path target = folder.resolve("target");
        VariedTree.fill(source);
        try (FaultyBucket bucket = new FaultyBucket(server)) {
            RandomFaults faults =
                    new RandomFaults(random, ONE_OF, bucket.proxy().delay());
            bucket.proxy().ask(faults);
            atLast(() -> bucket.backUp(source));
            VariedTree.change(source);
            atLast(() -> bucket.backUp(source));
            atLast(() -> check(bucket));
            atLast(() -> restore(bucket, source, target));
            assertThat(bucket.proxy().faultsMet()).isPositive();

            faults.end();
            int _ = bucket.proxy().deliver();
            bucket.mustBeSound(folder.resolve("scratch"));
            bucket.check();
            bucket.mustRestore(source, target);
        }
        Trees.delete(source);
    }

    private static void check(FaultyBucket bucket) {
        List<CheckFinding> errors = bucket.findings();
        require(errors.isEmpty(), errors);
    }

    private static void restore(FaultyBucket bucket, Path source, Path target) {
        RestoreReport report = bucket.restore(target);
        if (report.isComplete()) {
            Trees.mustBeEqual(target, source);
        }
        Trees.delete(target);
        require(report.isComplete(), report.troubles());
    }

    /** Both readings may meet a fault: then damage is told of what is whole, and the next run finds it so. */
    private static void require(boolean good, List<?> told) {
        if (!good) {
            throw new BackupException(FailureKind.CORRUPT, told.toString());
        }
    }

    /** A run may fail, in one sentence; one of several must not. */
    private static void atLast(Runnable run) {
        for (int i = 1; ; i++) {
            try {
                run.run();
                return;
            } catch (BackupException e) {
                assertThat(e.getMessage()).hasLineCount(1).doesNotContain("Exception");
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }
}
