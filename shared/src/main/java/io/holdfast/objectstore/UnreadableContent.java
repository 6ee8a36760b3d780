package io.holdfast.objectstore;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;

/** The failure of the caller's own content, which no store is to blame for. */
final class UnreadableContent {
    private UnreadableContent() {}

    static BackupException of(String name, IOException cause) {
        return new BackupException(
                FailureKind.UNREADABLE,
                "could not read what was to be stored as " + name + ": " + cause.getMessage(),
                cause);
    }
}
