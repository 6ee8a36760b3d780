package io.holdfast.coordinator.location;

import io.holdfast.coordinator.velero.AccessMode;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.LocationPhase;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import java.util.concurrent.atomic.AtomicBoolean;

/** A location whose store can be used until this is closed, also when its settings change meanwhile. */
public final class OpenLocation implements AutoCloseable {
    private final BackupStorageLocation resource;
    private final StoreSettings settings;
    private final SharedStore shared;
    private final AtomicBoolean closed = new AtomicBoolean();

    OpenLocation(BackupStorageLocation resource, StoreSettings settings, SharedStore shared) {
        this.resource = resource;
        this.settings = settings;
        this.shared = shared;
    }

    public String name() {
        return resource.getMetadata().getName();
    }

    /** As it was when the location was opened. */
    public BackupStorageLocation resource() {
        return resource;
    }

    /** Rooted at the location's prefix; closing it is not the caller's affair. */
    public ObjectStore store() {
        return shared.store();
    }

    /** The bucket and prefix, or the folder, that all keys of the store are below. */
    public StoreLocation location() {
        return settings.location();
    }

    public StoreCredentials credentials() {
        return settings.credentials();
    }

    public boolean isReadOnly() {
        return resource.getSpec().accessMode == AccessMode.READ_ONLY;
    }

    /** Whether its last check found it usable. */
    public boolean isAvailable() {
        return resource.getStatus() != null && resource.getStatus().phase == LocationPhase.AVAILABLE;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            shared.release();
        }
    }
}
