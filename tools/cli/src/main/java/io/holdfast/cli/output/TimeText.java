package io.holdfast.cli.output;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as people read them: of this machine's zone, which is told, as those who compare notes may live in others. */
public final class TimeText {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xx");

    private TimeText() {}

    public static String of(Instant time) {
        return FORMAT.format(time.atZone(ZoneId.systemDefault()));
    }
}
