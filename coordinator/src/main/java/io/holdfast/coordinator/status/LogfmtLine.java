package io.holdfast.coordinator.status;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** A line of a run's log, in the text format of logrus that readers of Velero's logs know: {@code key=value} pairs. */
final class LogfmtLine {
    private LogfmtLine() {}

    static String of(Instant time, String level, String message, Map<String, String> fields) {
        StringBuilder line = new StringBuilder("time=\"")
                .append(time.truncatedTo(ChronoUnit.SECONDS))
                .append("\" level=")
                .append(level)
                .append(" msg=")
                .append(quote(message));
        new TreeMap<>(fields)
                .forEach((key, value) ->
                        line.append(' ').append(key).append('=').append(isPlain(value) ? value : quote(value)));
        return line.append('\n').toString();
    }

    private static boolean isPlain(String value) {
        return value.chars().allMatch(c -> (c < 128 && Character.isLetterOrDigit(c)) || "-._/@^+".indexOf(c) >= 0);
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? "\\x%02x".formatted((int) c) : c);
            }
        }
        return quoted.append('"').toString();
    }
}
