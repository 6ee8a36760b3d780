package io.holdfast.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BlobClaimsTest {
    private final Set<BlobId> stored = ConcurrentHashMap.newKeySet();
    private final BlobClaims claims = new BlobClaims((id, type) -> stored.contains(id));

    @Test
    void shouldTellKnownFromInFlightFromMine() {
        BlobId blob = id(1);
        assertThat(claims.claim(BlobType.DATA, blob)).isInstanceOf(Claim.Mine.class);
        assertThat(claims.claim(BlobType.DATA, blob)).isInstanceOf(Claim.InFlight.class);
        stored.add(blob);
        claims.release(blob, BlobType.DATA);
        assertThat(claims.claim(BlobType.DATA, blob)).isInstanceOf(Claim.Known.class);
    }

    @Test
    void shouldKeepTypesApart() {
        BlobId both = id(1);
        assertThat(claims.claim(BlobType.DATA, both)).isInstanceOf(Claim.Mine.class);
        assertThat(claims.claim(BlobType.TREE, both)).isInstanceOf(Claim.Mine.class);
    }

    /** Without the second look in {@code claim}, whoever comes while another one finishes would store the blob again. */
    @Test
    void shouldNotStoreWhatAnotherFinishedBetweenTheTwoLooks() {
        BlobId blob = id(1);
        AtomicReference<Runnable> other = new AtomicReference<>(() -> {});
        BlobClaims racing = new BlobClaims((id, type) -> {
            boolean before = stored.contains(id);
            other.getAndSet(() -> {}).run();
            return before;
        });
        assertThat(racing.claim(BlobType.DATA, blob)).isInstanceOf(Claim.Mine.class);
        other.set(() -> {
            stored.add(blob);
            racing.release(blob, BlobType.DATA);
        });
        assertThat(racing.claim(BlobType.DATA, blob)).isInstanceOf(Claim.Known.class);
    }

    @RepeatedTest(20)
    void shouldLetExactlyOneStoreABlobHoweverManyClaimIt() throws Exception {
        int threads = 8;
        int blobs = 200;
        AtomicInteger mine = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(threads);
        try (TaskGroup group = new TaskGroup(Workers.platformThreads("claim"))) {
            for (int t = 0; t < threads; t++) {
                group.fork(() -> {
                    start.await();
                    for (int i = 0; i < blobs; i++) {
                        claimAndStore(id(i), mine);
                    }
                });
            }
            group.join();
        }
        assertThat(mine).hasValue(blobs);
    }

    private void claimAndStore(BlobId blob, AtomicInteger mine) {
        if (claims.claim(BlobType.DATA, blob) instanceof Claim.Mine) {
            mine.incrementAndGet();
            stored.add(blob);
            claims.release(blob, BlobType.DATA);
        }
    }

    private static BlobId id(int content) {
        return BlobId.of(ByteBuffer.allocate(4).putInt(0, content));
    }
}
