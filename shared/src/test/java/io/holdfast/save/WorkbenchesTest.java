package io.holdfast.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.compress.BlobCompressor;
import io.holdfast.compress.CompressionLevel;
import io.holdfast.encrypt.BlobSealer;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.encrypt.RepositoryKey;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkbenchesTest {
    private final AtomicInteger threads = new AtomicInteger(2);
    private final AtomicInteger made = new AtomicInteger();
    private final Workbenches benches = new Workbenches(threads::get, this::make);

    /** Each grows to the longest blob: with one for each saver that waits for room in a pack, the heap would not be enough. */
    @Test
    void shouldMakeNoMoreThanThereAreThreads() throws Exception {
        BlobWorkbench first = benches.take();
        BlobWorkbench second = benches.take();
        CompletableFuture<BlobWorkbench> third = new CompletableFuture<>();
        Thread waiting = Thread.startVirtualThread(() -> complete(third));
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        assertThat(third).isNotDone();
        benches.giveBack(second);
        assertThat(third.get(1, TimeUnit.MINUTES)).isSameAs(second);
        assertThat(made).hasValue(2);
        benches.giveBack(first);
        benches.giveBack(second);
        assertThat(benches.take()).isSameAs(second);
        benches.giveBack(second);
        benches.close();
    }

    @Test
    void shouldFollowTheNumberOfThreads() throws Exception {
        BlobWorkbench first = benches.take();
        threads.set(0);
        CompletableFuture<BlobWorkbench> next = new CompletableFuture<>();
        Thread waiting = Thread.startVirtualThread(() -> complete(next));
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        benches.giveBack(first);
        assertThat(next.get(1, TimeUnit.MINUTES)).isSameAs(first);
        threads.set(2);
        BlobWorkbench second = benches.take();
        assertThat(made).hasValue(2);
        benches.giveBack(first);
        benches.giveBack(second);
        benches.close();
    }

    private void complete(CompletableFuture<BlobWorkbench> taken) {
        try {
            taken.complete(benches.take());
        } catch (InterruptedException e) {
            taken.completeExceptionally(e);
        }
    }

    private BlobWorkbench make() {
        made.incrementAndGet();
        SecureRandom random = new SecureRandom();
        ByteSealer sealer = new ByteSealer(RepositoryKey.generate(random), random);
        return new BlobWorkbench(new BlobCompressor(CompressionLevel.AUTO), new BlobSealer(sealer));
    }
}
