package io.holdfast.coordinator.identity;

import java.util.Optional;

/** Where all replicas of the coordinator keep the one TLS material that they share. */
interface TlsStore {
    /** What is kept, and under which version; empty where nothing usable is. */
    Optional<Kept> load();

    /** Keeps the material if nothing else has been kept since {@code before} was loaded; false where something has. */
    boolean save(TlsMaterial material, Optional<Kept> before);

    record Kept(TlsMaterial material, String version) {}
}
