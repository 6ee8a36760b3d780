package io.holdfast.agent;

import io.holdfast.task.NodeLimits;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own limits: {@code PARALLEL_FILES_UPLOAD} and {@code GOMAXPROCS} as Velero's agents know them, and
 * {@code HOLDFAST_MEMORY} for the bytes in flight ({@code 256Mi}, {@code 1Gi} or bytes).
 */
final class OwnLimits {
    static final String PARALLEL_FILES = "PARALLEL_FILES_UPLOAD";
    static final String THREADS = "GOMAXPROCS";
    static final String MEMORY = "HOLDFAST_MEMORY";
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(Ki|Mi|Gi)?");

    private OwnLimits() {}

    /** Unset and empty variables set nothing; one that is not understood is refused with a sentence. */
    static NodeLimits of(Map<String, String> environment) {
        return new NodeLimits(
                OptionalInt.empty(),
                count(PARALLEL_FILES, environment.get(PARALLEL_FILES)),
                threads(environment.get(THREADS)),
                size(environment.get(MEMORY)));
    }

    /** As Go has it: what is no positive number sets nothing. */
    private static OptionalInt threads(@Nullable String text) {
        return text != null && text.matches("[1-9][0-9]{0,5}")
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    private static OptionalInt count(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return OptionalInt.empty();
        }
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(name + " must be a number from 1, not \"" + text + "\"");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static OptionalLong size(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return OptionalLong.empty();
        }
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(MEMORY + " must be a size such as 256Mi, not \"" + text + "\"");
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        return OptionalLong.of(
                unit == null
                        ? number
                        : switch (unit) {
                            case "Ki" -> number << 10;
                            case "Mi" -> number << 20;
                            default -> number << 30;
                        });
    }
}
