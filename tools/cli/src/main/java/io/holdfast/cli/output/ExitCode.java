package io.holdfast.cli.output;

import io.holdfast.failure.FailureKind;

/** How the program tells others what became of it; the numbers are restic's. */
public enum ExitCode {
    OK(0),
    FAILED(1),
    USAGE(2),
    INCOMPLETE(3),
    NO_REPOSITORY(10),
    LOCKED(11),
    WRONG_PASSWORD(12),
    INTERRUPTED(130),
    /** As of a program that SIGPIPE has ended. */
    OUTPUT_CLOSED(141);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static ExitCode of(FailureKind kind) {
        return switch (kind) {
            case LOCKED -> LOCKED;
            case WRONG_PASSWORD -> WRONG_PASSWORD;
            case CANCELLED -> INTERRUPTED;
            case INVALID_INPUT -> USAGE;
            case NOT_FOUND,
                    ALREADY_EXISTS,
                    ACCESS_DENIED,
                    CORRUPT,
                    UNSUPPORTED,
                    UNREADABLE,
                    CHANGED,
                    UNWRITABLE,
                    NO_SPACE,
                    UNAVAILABLE,
                    DEADLINE,
                    LEASE_LOST,
                    INTERNAL -> FAILED;
        };
    }
}
