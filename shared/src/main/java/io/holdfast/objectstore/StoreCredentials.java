package io.holdfast.objectstore;

import java.util.Objects;
import java.util.Optional;

/** Who we are to a store. Its text never shows a secret. */
public sealed interface StoreCredentials {
    /** For directories, and where the machine's own identity (environment, instance role) is to be used. */
    record Ambient() implements StoreCredentials {}

    record AccessKey(String accessKeyId, String secretAccessKey, Optional<String> sessionToken)
            implements StoreCredentials {
        public AccessKey {
            Objects.requireNonNull(accessKeyId, "accessKeyId is null");
            Objects.requireNonNull(secretAccessKey, "secretAccessKey is null");
            Objects.requireNonNull(sessionToken, "sessionToken is null");
        }

        @Override
        public String toString() {
            return "AccessKey[" + accessKeyId + ", secret hidden]";
        }
    }
}
