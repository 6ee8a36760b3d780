package io.holdfast.check;

import static io.holdfast.check.BuiltRepository.directory;
import static io.holdfast.check.BuiltRepository.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.Permit;
import io.holdfast.concurrent.ThreadBudget;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While the store is waited for, all processors are free for others. */
class TurnTest {
    private static final long DEADLINE_SECONDS = 5;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final BuiltRepository repository = new BuiltRepository();
    private final Queue<Boolean> allWereFree = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        repository.close();
    }

    /** Several trees miss something, so that some find the headers being read by another. */
    @Test
    void shouldHoldNoPermitWhileHeadersAreRead() {
        InterruptedBackup.of(repository.open(), saver -> {
            BlobId _ = saver.save(BlobType.DATA, ByteBuffer.wrap("missed".getBytes(UTF_8)));
        });
        repository.snapshot(repository.tree(
                directory("a", repository.tree(file("1", "missed"))),
                directory("b", repository.tree(file("2", "missed"))),
                directory("c", repository.tree(file("3", "missed")))));
        repository.onRange(() -> allWereFree.add(areAllFree(repository.limits().threads())));

        CheckReport report =
                assertTimeoutPreemptively(LONGEST, () -> repository.check(DataSubset.NOTHING, Harm.NAMED_PATHS));

        assertThat(report.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.object()).isEqualTo("index"));
        assertThat(report.trees()).isEqualTo(4);
        assertThat(allWereFree).hasSizeGreaterThan(4).doesNotContain(false);
    }

    /** Those who only work give theirs back soon. */
    private static boolean areAllFree(ThreadBudget threads) {
        FutureTask<Boolean> taking = new FutureTask<>(() -> {
            List<Permit> taken = new ArrayList<>();
            try {
                for (int i = 0; i < threads.threads(); i++) {
                    taken.add(threads.acquire());
                }
                return true;
            } finally {
                taken.forEach(Permit::close);
            }
        });
        Thread taker = Thread.startVirtualThread(taking);
        try {
            return taking.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            taker.interrupt();
            return false;
        } catch (Exception e) {
            throw new AssertionError("permits cannot be taken", e);
        }
    }
}
