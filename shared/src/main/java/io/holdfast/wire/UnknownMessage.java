package io.holdfast.wire;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;

/** What to say of a message, or a part of one, that this version of the protocol does not know. */
final class UnknownMessage {
    private UnknownMessage() {}

    static BackupException of(String what) {
        return new BackupException(
                FailureKind.UNSUPPORTED,
                "The other side sent a " + what + " that this version does not know; run the same version of the"
                        + " coordinator and the node agents.");
    }
}
