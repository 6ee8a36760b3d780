package io.holdfast.failure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Work that could not be done. Its message is a sentence for the operator that names the object and the remedy;
 * it is wrapped once, at the boundary where that object is known, and never carries a secret.
 */
public final class BackupException extends RuntimeException {
    private final FailureKind kind;

    public BackupException(FailureKind kind, String message) {
        this(kind, message, null);
    }

    public BackupException(FailureKind kind, String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message is null"), cause);
        this.kind = Objects.requireNonNull(kind, "kind is null");
    }

    public FailureKind kind() {
        return kind;
    }

    /** Whether the same call may succeed when it is made again a little later. */
    public boolean isTransient() {
        return kind == FailureKind.UNAVAILABLE;
    }
}
