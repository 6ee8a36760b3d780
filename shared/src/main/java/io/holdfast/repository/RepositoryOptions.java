package io.holdfast.repository;

import io.holdfast.encrypt.ScryptCost;
import java.util.Objects;

/** How to make a new repository: what its first key costs to guess, and who is noted as its maker. */
public record RepositoryOptions(ScryptCost keyCost, String username, String hostname) {
    public RepositoryOptions {
        Objects.requireNonNull(keyCost, "keyCost is null");
        Objects.requireNonNull(username, "username is null");
        Objects.requireNonNull(hostname, "hostname is null");
    }

    public static RepositoryOptions madeBy(String username, String hostname) {
        return new RepositoryOptions(ScryptCost.STANDARD, username, hostname);
    }
}
