package io.holdfast.snapshot;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * A file's time with the zone it was written in. restic writes its own machine's zone and keeps what it reads, so a tree
 * re-encodes to the same bytes only if the zone is kept; ours is always UTC.
 */
public record NodeTime(Instant instant, ZoneOffset zone) implements Comparable<NodeTime> {
    /** Go's zero time, which restic writes where it knows none. */
    public static final NodeTime ZERO = new NodeTime(Instant.parse("0001-01-01T00:00:00Z"), ZoneOffset.UTC);

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    public NodeTime {
        Objects.requireNonNull(instant, "instant is null");
        Objects.requireNonNull(zone, "zone is null");
    }

    /** The time in UTC; years that the format cannot hold become 0 or 9999, as restic has it. */
    public static NodeTime of(Instant instant) {
        return new NodeTime(withinFourDigits(instant), ZoneOffset.UTC);
    }

    /** Reads RFC 3339; a DateTimeException where it is anything else. */
    static NodeTime parse(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        return new NodeTime(time.toInstant(), time.getOffset());
    }

    private static Instant withinFourDigits(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return instant.atOffset(ZoneOffset.UTC).withYear(0).toInstant();
        }
        return instant.isAfter(LAST)
                ? instant.atOffset(ZoneOffset.UTC).withYear(9999).toInstant()
                : instant;
    }

    @Override
    public int compareTo(NodeTime other) {
        return instant.compareTo(other.instant);
    }
}
