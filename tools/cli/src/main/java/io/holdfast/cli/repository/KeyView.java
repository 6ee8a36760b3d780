package io.holdfast.cli.repository;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.repository.StoredKey;
import java.time.Instant;

/** A key for programs; {@code created} is missing where the file does not tell. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record KeyView(
        String messageType,
        boolean current,
        String id,
        String shortId,
        String username,
        String hostname,
        String created) {
    static KeyView of(StoredKey key) {
        return new KeyView(
                "key",
                key.current(),
                key.id().toHex(),
                key.id().toShortHex(),
                key.origin().username(),
                key.origin().hostname(),
                key.origin().created().map(Instant::toString).orElse(""));
    }
}
