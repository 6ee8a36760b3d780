package io.holdfast.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.Blob;
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
        Blob blob = blob(1);
        assertThat(claims.claim(blob)).isInstanceOf(Claim.Mine.class);
        assertThat(claims.claim(blob)).isInstanceOf(Claim.InFlight.class);
        stored.add(blob.id());
        claims.release(blob.id(), blob.type());
        assertThat(claims.claim(blob)).isInstanceOf(Claim.Known.class);
    }

    @Test
    void shouldKeepTypesApart() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1});
        assertThat(claims.claim(Blob.of(BlobType.DATA, bytes))).isInstanceOf(Claim.Mine.class);
        assertThat(claims.claim(Blob.of(BlobType.TREE, bytes))).isInstanceOf(Claim.Mine.class);
    }

    /** Without the second look in {@code claim}, whoever comes while another one finishes would store the blob again. */
    @Test
    void shouldNotStoreWhatAnotherFinishedBetweenTheTwoLooks() {
        Blob blob = blob(1);
        AtomicReference<Runnable> other = new AtomicReference<>(() -> {});
        BlobClaims racing = new BlobClaims((id, type) -> {
            boolean before = stored.contains(id);
            other.getAndSet(() -> {}).run();
            return before;
        });
        assertThat(racing.claim(blob)).isInstanceOf(Claim.Mine.class);
        other.set(() -> {
            stored.add(blob.id());
            racing.release(blob.id(), blob.type());
        });
        assertThat(racing.claim(blob)).isInstanceOf(Claim.Known.class);
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
                        claimAndStore(blob(i), mine);
                    }
                });
            }
            group.join();
        }
        assertThat(mine).hasValue(blobs);
    }

    private void claimAndStore(Blob blob, AtomicInteger mine) {
        if (claims.claim(blob) instanceof Claim.Mine) {
            mine.incrementAndGet();
            stored.add(blob.id());
            claims.release(blob.id(), blob.type());
        }
    }

    private static Blob blob(int content) {
        return Blob.of(BlobType.DATA, ByteBuffer.allocate(4).putInt(0, content));
    }
}
