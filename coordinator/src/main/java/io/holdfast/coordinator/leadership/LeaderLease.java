package io.holdfast.coordinator.leadership;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.holdfast.concurrent.Timers;
import io.holdfast.coordinator.dispatch.Leadership;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lease {@value #NAME}, held from {@link #acquire} to {@link #close} and renewed in between. The leadership's number
 * is the Lease's count of transitions. Time is measured here and monotonically: neither a clock that jumps nor one of
 * another machine decides. Thread-safe.
 */
public final class LeaderLease implements Supplier<Leadership>, AutoCloseable {
    static final String NAME = "holdfast-coordinator";
    static final Duration DURATION = Duration.ofSeconds(15);
    static final Duration RENEWAL = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(LeaderLease.class);

    private final KubernetesClient client;
    private final String namespace;
    private final Resource<Lease> resource;
    private final LeaseHolder self;
    private final Clock clock;
    private final Timers timers;
    private final Executor executor;
    private final Runnable onLost;
    private final long epoch;
    private Lease held;
    private volatile long renewedNanos;
    private volatile boolean over;

    private LeaderLease(
            KubernetesClient client,
            String namespace,
            LeaseHolder self,
            Clock clock,
            Timers timers,
            Executor executor,
            Runnable onLost) {
        this.client = client;
        this.namespace = namespace;
        this.resource = client.leases().inNamespace(namespace).withName(NAME);
        this.self = self;
        this.clock = clock;
        this.timers = timers;
        this.executor = executor;
        this.onLost = onLost;
        this.renewedNanos = timers.nanoTime();
        this.held = take();
        this.epoch = transitions(held);
    }

    /**
     * Takes the Lease: at once where it is free, or its holder is known to be dead; otherwise after it has not been
     * renewed for its duration. A holder that renews it is alive, and is refused to be stood beside.
     *
     * @param executor runs renewals, which call the API server
     * @param onLost is called once, where the Lease could not be renewed in time or was taken
     */
    public static LeaderLease acquire(
            KubernetesClient client,
            String namespace,
            LeaseHolder self,
            Clock clock,
            Timers timers,
            Executor executor,
            Runnable onLost) {
        var lease = new LeaderLease(client, namespace, self, clock, timers, executor, onLost);
        LOG.info("This coordinator serves namespace {} with epoch {}.", namespace, lease.epoch);
        lease.renewLater();
        return lease;
    }

    /** Never waits for a renewal that is under way. */
    @Override
    public Leadership get() {
        boolean held = !over && timers.nanoTime() - renewedNanos < DURATION.toNanos();
        return held ? new Leadership.Leading(epoch) : new Leadership.Following(Optional.empty());
    }

    public long epoch() {
        return epoch;
    }

    private Lease take() {
        Lease current = resource.get();
        if (current == null) {
            return create();
        }
        String holder = Objects.requireNonNullElse(current.getSpec().getHolderIdentity(), "");
        boolean free = holder.isEmpty()
                || LeaseHolder.parse(holder).filter(h -> h.isDeadSeenBy(self)).isPresent();
        if (!free) {
            LOG.info("Waiting {} s to see whether {} still lives.", DURATION.toSeconds(), holder);
            refuseIfRenewed(current, holder);
        }
        LeaseSpec spec = new LeaseSpecBuilder(current.getSpec())
                .withHolderIdentity(self.toString())
                .withLeaseTransitions(Math.toIntExact(transitions(current) + 1))
                .withLeaseDurationSeconds((int) DURATION.toSeconds())
                .withAcquireTime(now())
                .withRenewTime(now())
                .build();
        return update(current, spec);
    }

    private Lease create() {
        LeaseSpec spec = new LeaseSpecBuilder()
                .withHolderIdentity(self.toString())
                .withLeaseTransitions(1)
                .withLeaseDurationSeconds((int) DURATION.toSeconds())
                .withAcquireTime(now())
                .withRenewTime(now())
                .build();
        try {
            return client.resource(new LeaseBuilder()
                            .withNewMetadata()
                            .withNamespace(namespace)
                            .withName(NAME)
                            .endMetadata()
                            .withSpec(spec)
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            throw e.getCode() == HttpURLConnection.HTTP_CONFLICT ? refusal("another process") : e;
        }
    }

    private void refuseIfRenewed(Lease seen, String holder) {
        String version = seen.getMetadata().getResourceVersion();
        try {
            resource.waitUntilCondition(
                    now -> now == null || !version.equals(now.getMetadata().getResourceVersion()),
                    DURATION.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (KubernetesClientTimeoutException e) {
            LOG.info("{} has not renewed the Lease and is taken to be dead.", holder);
            return;
        }
        throw refusal(holder);
    }

    private static BackupException refusal(String holder) {
        return new BackupException(
                FailureKind.LOCKED,
                "Another coordinator (" + holder + ") serves this namespace and holds the Lease " + NAME
                        + "; stop it before starting another one.");
    }

    private Lease update(Lease current, LeaseSpec spec) {
        try {
            return resource.patch(new LeaseBuilder(current).withSpec(spec).build());
        } catch (KubernetesClientException e) {
            throw e.getCode() == HttpURLConnection.HTTP_CONFLICT ? refusal("another process") : e;
        }
    }

    private void renewLater() {
        timers.after(RENEWAL, () -> executor.execute(this::renew));
    }

    private synchronized void renew() {
        if (over) {
            return;
        }
        long begin = timers.nanoTime();
        try {
            Lease current = resource.get();
            if (current == null
                    || !self.toString().equals(current.getSpec().getHolderIdentity())
                    || transitions(current) != epoch) {
                lose("it was taken by somebody else");
                return;
            }
            held = update(
                    current,
                    new LeaseSpecBuilder(current.getSpec()).withRenewTime(now()).build());
            renewedNanos = begin;
        } catch (KubernetesClientException | BackupException e) {
            LOG.warn("The Lease {} could not be renewed: {}", NAME, e.getMessage());
            if (timers.nanoTime() - renewedNanos >= DURATION.minus(RENEWAL).toNanos()) {
                lose("it could not be renewed for " + DURATION.minus(RENEWAL).toSeconds() + " s");
                return;
            }
        }
        renewLater();
    }

    private void lose(String reason) {
        over = true;
        LOG.error("This coordinator has lost its Lease {}: {}.", NAME, reason);
        executor.execute(onLost);
    }

    private static long transitions(Lease lease) {
        Integer count = lease.getSpec().getLeaseTransitions();
        return count == null ? 0 : count;
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(ZoneOffset.UTC);
    }

    /** Frees the Lease, so that the next coordinator need not wait. */
    @Override
    public synchronized void close() {
        if (over) {
            return;
        }
        over = true;
        try {
            update(
                    held,
                    new LeaseSpecBuilder(held.getSpec()).withHolderIdentity("").build());
        } catch (KubernetesClientException | BackupException e) {
            LOG.warn("The Lease {} could not be freed; it ends by itself: {}", NAME, e.getMessage());
        }
    }
}
