package io.holdfast.task;

import io.holdfast.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;

/**
 * How many files and folders of a source are not in its tree, or not whole.
 *
 * @param changed written to while they were read, time and again: kept, though what is stored may mix old and new
 * @param vanished listed, but gone or replaced when they were to be read
 * @param unreadable refused by the file system, or failed at
 */
public record TroubleCounts(long changed, long vanished, long unreadable) {
    public static final TroubleCounts NONE = new TroubleCounts(0, 0, 0);

    public TroubleCounts {
        if (changed < 0 || vanished < 0 || unreadable < 0) {
            throw new IllegalArgumentException("counts are negative");
        }
    }

    /** One trouble of this kind. */
    public static TroubleCounts one(FailureKind kind) {
        return switch (kind) {
            case CHANGED -> new TroubleCounts(1, 0, 0);
            case NOT_FOUND -> new TroubleCounts(0, 1, 0);
            case INVALID_INPUT,
                    ALREADY_EXISTS,
                    ACCESS_DENIED,
                    WRONG_PASSWORD,
                    CORRUPT,
                    LOCKED,
                    UNSUPPORTED,
                    UNREADABLE,
                    UNWRITABLE,
                    NO_SPACE,
                    UNAVAILABLE,
                    DEADLINE,
                    CANCELLED,
                    LEASE_LOST,
                    INTERNAL -> new TroubleCounts(0, 0, 1);
        };
    }

    public TroubleCounts plus(TroubleCounts other) {
        return new TroubleCounts(changed + other.changed, vanished + other.vanished, unreadable + other.unreadable);
    }

    public long total() {
        return changed + vanished + unreadable;
    }

    /** For people; empty where there were none. */
    public String describe() {
        List<String> parts = new ArrayList<>();
        if (changed > 0) {
            parts.add(changed + " changed while being read");
        }
        if (vanished > 0) {
            parts.add(vanished + " vanished");
        }
        if (unreadable > 0) {
            parts.add(unreadable + " could not be read");
        }
        return String.join(", ", parts);
    }
}
