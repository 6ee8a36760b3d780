package io.holdfast.coordinator.identity;

import java.util.Optional;

/** TLS material that replicas of a test share. */
final class MemoryTlsStore implements TlsStore {
    private Optional<Kept> kept = Optional.empty();
    private int version;
    private int saves;

    @Override
    public synchronized Optional<Kept> load() {
        return kept;
    }

    @Override
    public synchronized boolean save(TlsMaterial material, Optional<Kept> before) {
        if (!before.map(Kept::version).equals(kept.map(Kept::version))) {
            return false;
        }
        kept = Optional.of(new Kept(material, String.valueOf(++version)));
        saves++;
        return true;
    }

    synchronized int saves() {
        return saves;
    }

    /** Puts this in the place of what is kept, as a person with kubectl would. */
    synchronized void replace(TlsMaterial material) {
        kept = Optional.of(new Kept(material, String.valueOf(++version)));
    }
}
