package io.holdfast.encrypt;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Who made a key file and when, for people: nothing depends on it, and it may be missing. */
public record KeyOrigin(Optional<Instant> created, String username, String hostname) {
    public KeyOrigin {
        Objects.requireNonNull(created, "created is null");
        Objects.requireNonNull(username, "username is null");
        Objects.requireNonNull(hostname, "hostname is null");
    }
}
