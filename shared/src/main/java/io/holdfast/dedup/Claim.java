package io.holdfast.dedup;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;

/** The answer to "may I store this blob?". */
public sealed interface Claim {
    /** The repository has it. */
    record Known() implements Claim {}

    /** Another thread is storing it; it is in the repository once that thread's saver has been flushed. */
    record InFlight() implements Claim {}

    /** The claimant stores it, and settles or abandons the claim. Only {@link BlobClaims} makes these. */
    final class Mine implements Claim {
        private final BlobType type;
        private final BlobId id;

        Mine(BlobType type, BlobId id) {
            this.type = type;
            this.id = id;
        }

        public BlobType type() {
            return type;
        }

        public BlobId id() {
            return id;
        }
    }
}
