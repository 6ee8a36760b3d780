package io.holdfast.task;

import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import java.util.Objects;

/** All that opens one repository: its own place (bucket prefix or folder included), credentials and password. */
public record RepositoryAccess(StoreLocation location, StoreCredentials credentials, Secret password) {
    public RepositoryAccess {
        Objects.requireNonNull(location, "location is null");
        Objects.requireNonNull(credentials, "credentials is null");
        Objects.requireNonNull(password, "password is null");
    }
}
