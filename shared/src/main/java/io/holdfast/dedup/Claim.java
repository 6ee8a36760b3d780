package io.holdfast.dedup;

import io.holdfast.blob.Blob;

/** The answer to "may I store this blob?". */
public sealed interface Claim {
    /** The repository has it. */
    record Known() implements Claim {}

    /** Another thread is storing it; it is in the repository once that thread's saver has been flushed. */
    record InFlight() implements Claim {}

    /** The claimant stores it, and settles or abandons the claim. Only {@link BlobClaims} makes these. */
    final class Mine implements Claim {
        private final Blob blob;

        Mine(Blob blob) {
            this.blob = blob;
        }

        public Blob blob() {
            return blob;
        }
    }
}
