package io.holdfast.repository;

import io.holdfast.blob.FileId;
import io.holdfast.encrypt.KeyOrigin;
import java.util.Objects;

/** A key file that lies in the repository, which its own password opens; {@code current} is the one that has opened it now. */
public record StoredKey(FileId id, KeyOrigin origin, boolean current) {
    public StoredKey {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(origin, "origin is null");
    }
}
