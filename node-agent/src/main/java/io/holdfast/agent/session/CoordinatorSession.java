package io.holdfast.agent.session;

import io.grpc.ManagedChannel;
import io.holdfast.agent.v1.AgentSessionsGrpc;
import io.holdfast.failure.BackupException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this agent registered with the leading coordinator: dials the addresses in turn, follows a standby's hint, and
 * dials again, with growing and random pauses, whenever the stream ends. Slices go on meanwhile, as long as the lease
 * holds. {@link #run} is for one thread; the rest is thread-safe.
 */
public final class CoordinatorSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorSession.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration CHANNEL_END = Duration.ofSeconds(2);

    private final CoordinatorDial dial;
    private final CoordinatorAddresses addresses;
    private final SessionParts parts;
    private final EpochGuard epochs = new EpochGuard();
    private final LeaseKeeper lease;
    private final Backoff backoff;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable AttachedStream current;

    public CoordinatorSession(
            CoordinatorDial dial, List<String> addresses, SessionParts parts, RandomGenerator random) {
        this.dial = dial;
        this.addresses = new CoordinatorAddresses(addresses);
        this.parts = parts;
        this.lease = new LeaseKeeper(parts.timers(), this::leaseLost);
        this.backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, random);
    }

    /** Works until it is closed. */
    public void run() throws InterruptedException {
        while (closed.getCount() > 0) {
            String address = addresses.next();
            SessionEnd end = attempt(address);
            if (closed.getCount() > 0) {
                follow(end, address);
                boolean _ = closed.await(backoff.next().toNanos(), TimeUnit.NANOSECONDS);
            }
        }
    }

    /** Whether a leading coordinator has this agent registered now. */
    public boolean isRegistered() {
        AttachedStream stream = current;
        return stream != null && stream.isRegistered();
    }

    /**
     * Dials no more, says good-bye, and returns once the coordinator has heard it or some seconds have passed; to be called
     * once the slices have been stopped, and before the executor is, which brings the answer.
     */
    @Override
    public void close() {
        closed.countDown();
        AttachedStream stream = current;
        if (stream != null) {
            stream.complete();
        }
    }

    /** Whatever goes wrong with one attempt, the next one is made: what is wrong may be put right meanwhile. */
    private SessionEnd attempt(String address) throws InterruptedException {
        try {
            return attach(address, dial.open(address));
        } catch (BackupException e) {
            return new SessionEnd.Unable(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("The attempt to reach the coordinator at {} has failed.", address, e);
            return new SessionEnd.Lost(e.toString());
        }
    }

    private SessionEnd attach(String address, ManagedChannel channel) throws InterruptedException {
        try {
            AttachedStream stream = new AttachedStream(parts, epochs, lease);
            var _ = AgentSessionsGrpc.newStub(channel).attach(stream);
            current = stream;
            stream.register();
            if (closed.getCount() == 0) {
                stream.complete();
            }
            SessionEnd end = stream.end().get();
            if (stream.wasRegistered()) {
                backoff.reset();
                addresses.stay(address);
            }
            return end;
        } catch (ExecutionException e) {
            throw new AssertionError("a session's end is a value", e);
        } finally {
            channel.shutdownNow();
            boolean _ = channel.awaitTermination(CHANNEL_END.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void follow(SessionEnd end, String address) {
        switch (end) {
            case SessionEnd.NotLeader(var leader) -> {
                LOG.info("The coordinator at {} does not lead; {} does.", address, leader.orElse("another"));
                leader.ifPresent(addresses::prefer);
            }
            case SessionEnd.Lost(var reason) ->
                LOG.warn("There is no session with the coordinator at {} now: {}; dialling again.", address, reason);
            case SessionEnd.Unable(var reason) ->
                LOG.error("The coordinator at {} is not dialled: {}", address, reason);
            case SessionEnd.Refused(var reason) ->
                LOG.error("The coordinator at {} refuses this agent: {}", address, reason);
        }
    }

    private void leaseLost() {
        LOG.warn(
                "No coordinator has answered for the time of the lease; {} slices are stopped.",
                parts.slices().running());
        parts.slices().loseLease("no coordinator has answered for the time of the lease");
    }
}
