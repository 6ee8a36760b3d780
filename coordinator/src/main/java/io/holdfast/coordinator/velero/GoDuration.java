package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as Go programs write it, such as {@code 1h30m0s}; see {@code time.ParseDuration} of the Go library. */
public record GoDuration(Duration value) {
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    public GoDuration {
        Objects.requireNonNull(value, "value is null");
    }

    public static GoDuration of(Duration value) {
        return new GoDuration(value);
    }

    /** Reads one; {@code IllegalArgumentException} where it is none. */
    @JsonCreator
    public static GoDuration parse(String text) {
        boolean negative = text.startsWith("-");
        String parts = negative || text.startsWith("+") ? text.substring(1) : text;
        if (parts.equals("0")) {
            return new GoDuration(Duration.ZERO);
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(parts);
        int end = 0;
        while (part.lookingAt()) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(part.group(2)))));
            end = part.end();
            part.region(end, parts.length());
        }
        if (end == 0 || end < parts.length()) {
            throw new IllegalArgumentException("not a duration: " + text);
        }
        Duration value = Duration.ofNanos(nanos.longValue());
        return new GoDuration(negative ? value.negated() : value);
    }

    private static long nanosOf(String unit) {
        return Objects.requireNonNull(NANOS.get(unit), unit);
    }

    @Override
    @JsonValue
    public String toString() {
        if (value.isZero()) {
            return "0s";
        }
        String sign = value.isNegative() ? "-" : "";
        Duration size = value.abs();
        if (size.toSeconds() == 0) {
            long nanos = size.toNanos();
            return sign
                    + (nanos >= 1_000_000
                            ? plain(nanos, 1_000_000) + "ms"
                            : nanos >= 1_000 ? plain(nanos, 1_000) + "µs" : nanos + "ns");
        }
        String seconds = plain(size.toSecondsPart() * 1_000_000_000L + size.toNanosPart(), 1_000_000_000) + "s";
        if (size.toMinutes() == 0) {
            return sign + seconds;
        }
        String minutes = size.toMinutesPart() + "m" + seconds;
        return sign + (size.toHours() == 0 ? minutes : size.toHours() + "h" + minutes);
    }

    private static String plain(long nanos, long unit) {
        return BigDecimal.valueOf(nanos)
                .divide(BigDecimal.valueOf(unit))
                .stripTrailingZeros()
                .toPlainString();
    }
}
