package io.holdfast.coordinator.location;

import io.holdfast.objectstore.ObjectStore;
import java.util.concurrent.atomic.AtomicInteger;

/** A store and the number of its users, of whom {@link BackupLocations} is the first; the last one's release closes it. */
final class SharedStore {
    private final StoreSettings settings;
    private final ObjectStore store;
    private final AtomicInteger users = new AtomicInteger(1);

    SharedStore(StoreSettings settings, ObjectStore store) {
        this.settings = settings;
        this.store = store;
    }

    StoreSettings settings() {
        return settings;
    }

    ObjectStore store() {
        return store;
    }

    /** Only while another user holds it. */
    void retain() {
        users.incrementAndGet();
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            store.close();
        }
    }
}
