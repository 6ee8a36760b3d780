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
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * How far our clock is from a server's, by the header Date of its last answer. An answer may lie about unread while this machine
 * is suspended, so what tells is not when it was read but whether it came between the request and then. Answers of caches tell
 * nothing. Thread-safe.
 */
final class ServerClock implements ExecutionInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);

    private static final ExecutionAttribute<Instant> SENT = new ExecutionAttribute<>("io.holdfast.sent");

    /** The header knows seconds, and clocks that are set well differ by some. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Clock ours;
    private final String server;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Duration ahead = Duration.ZERO;

    ServerClock(Clock ours, String server) {
        this.ours = ours;
        this.server = server;
    }

    /** By how much ours is ahead, negative where it is behind; zero where they agree to {@link #TOLERANCE}. */
    Duration ahead() {
        return ahead;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attributes.putAttribute(SENT, ours.instant());
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        Instant sent = attributes.getAttribute(SENT);
        SdkHttpResponse answer = context.httpResponse();
        if (sent != null && answer.firstMatchingHeader("Age").isEmpty()) {
            answer.firstMatchingHeader("Date").ifPresent(date -> hear(date, sent));
        }
    }

    private void hear(String date, Instant sent) {
        Instant theirs;
        try {
            theirs = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (DateTimeException e) {
            LOG.debug("{} has answered with a Date that is none: {}", server, date, e);
            return;
        }
        Duration difference = difference(sent, theirs, ours.instant());
        boolean differs = difference.abs().compareTo(TOLERANCE) > 0;
        ahead = differs ? difference : Duration.ZERO;
        if (differs && !told.getAndSet(true)) {
            LOG.warn(
                    "The clock of this machine is {} minutes {} that of {}. What is backed up now bears a wrong time; set the"
                            + " clock, by NTP for instance.",
                    difference.abs().toMinutes(),
                    difference.isPositive() ? "ahead of" : "behind",
                    server);
        }
    }

    /** From the nearer end of the time in which it can have been answered. */
    private static Duration difference(Instant sent, Instant answered, Instant received) {
        if (answered.isBefore(sent)) {
            return Duration.between(answered, sent);
        }
        return answered.isAfter(received) ? Duration.between(answered, received) : Duration.ZERO;
    }
}
