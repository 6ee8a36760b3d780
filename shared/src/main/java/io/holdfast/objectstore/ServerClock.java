package io.holdfast.objectstore;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** How far our clock is from a server's, by the header Date of its last answer. Thread-safe. */
final class ServerClock implements ExecutionInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);

    /** The header knows seconds, and an answer is on its way for some. */
    private static final Duration NOTHING = Duration.ofMinutes(1);

    private final Clock ours;
    private final String server;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Duration ahead = Duration.ZERO;

    ServerClock(Clock ours, String server) {
        this.ours = ours;
        this.server = server;
    }

    /** By how much ours is ahead, negative where it is behind; zero where they agree to a minute. */
    Duration ahead() {
        return ahead;
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        context.httpResponse().firstMatchingHeader("Date").ifPresent(this::hear);
    }

    private void hear(String date) {
        Instant theirs;
        try {
            theirs = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (DateTimeException e) {
            LOG.debug("{} has answered with a Date that is none: {}", server, date, e);
            return;
        }
        Duration difference = Duration.between(theirs, ours.instant());
        boolean isOne = difference.abs().compareTo(NOTHING) > 0;
        ahead = isOne ? difference : Duration.ZERO;
        if (isOne && !told.getAndSet(true)) {
            LOG.warn(
                    "The clock of this machine is {} minutes {} that of {}. What is backed up now bears a wrong time; set the"
                            + " clock, by NTP for instance.",
                    difference.abs().toMinutes(),
                    difference.isPositive() ? "ahead of" : "behind",
                    server);
        }
    }
}
