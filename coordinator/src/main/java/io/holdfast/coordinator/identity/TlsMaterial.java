package io.holdfast.coordinator.identity;

import java.util.Objects;

/** An authority and a certificate that it has issued, with both private keys, all as PEM text. */
record TlsMaterial(String authority, String authorityKey, String certificate, String key) {
    TlsMaterial {
        Objects.requireNonNull(authority, "authority is null");
        Objects.requireNonNull(authorityKey, "authorityKey is null");
        Objects.requireNonNull(certificate, "certificate is null");
        Objects.requireNonNull(key, "key is null");
    }

    @Override
    public String toString() {
        return "TlsMaterial[keys hidden]";
    }
}
