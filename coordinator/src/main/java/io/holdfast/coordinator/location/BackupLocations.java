package io.holdfast.coordinator.location;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Opens locations by name. Settings are read from the cluster at each call, so that a new key or a moved bucket counts at
 * once; a store is opened again only if they have changed. Safe for any thread.
 */
public final class BackupLocations implements AutoCloseable {
    /** Opens a store; {@code ObjectStores::open} in production. */
    @FunctionalInterface
    public interface Opener {
        ObjectStore open(StoreLocation location, StoreCredentials credentials);
    }

    private final KubernetesClient client;
    private final String namespace;
    private final StoreSettingsReader settings;
    private final Opener opener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, SharedStore> stores = new HashMap<>();

    public BackupLocations(KubernetesClient client, String namespace, Opener opener) {
        this.client = client;
        this.namespace = namespace;
        this.settings = new StoreSettingsReader(client, namespace);
        this.opener = opener;
    }

    /** {@code NOT_FOUND} where there is no such location; otherwise as {@link #open(BackupStorageLocation)}. */
    public OpenLocation open(String name) {
        return open(find(name)
                .orElseThrow(() -> new BackupException(
                        FailureKind.NOT_FOUND,
                        "there is no BackupStorageLocation " + namespace + "/" + name
                                + "; create it, or name another")));
    }

    private Optional<BackupStorageLocation> find(String name) {
        return name.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(client.resources(BackupStorageLocation.class)
                        .inNamespace(namespace)
                        .withName(name)
                        .get());
    }

    /** Makes no request to the store. Failures name the location and say what to correct. */
    public OpenLocation open(BackupStorageLocation resource) {
        String name = resource.getMetadata().getName();
        try {
            StoreSettings wanted = settings.read(resource);
            return new OpenLocation(resource, wanted, shared(name, wanted));
        } catch (BackupException e) {
            throw new BackupException(e.kind(), "BackupStorageLocation " + name + ": " + e.getMessage(), e);
        }
    }

    /** Closes the store of a location that is gone, once nobody uses it. */
    void forget(String name) {
        lock.lock();
        try {
            SharedStore store = stores.remove(name);
            if (store != null) {
                store.release();
            }
        } finally {
            lock.unlock();
        }
    }

    private SharedStore shared(String name, StoreSettings wanted) {
        lock.lock();
        try {
            SharedStore store = stores.get(name);
            if (store == null || !store.settings().equals(wanted)) {
                SharedStore opened = new SharedStore(wanted, opener.open(wanted.location(), wanted.credentials()));
                stores.put(name, opened);
                if (store != null) {
                    store.release();
                }
                store = opened;
            }
            store.retain();
            return store;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stores.values().forEach(SharedStore::release);
            stores.clear();
        } finally {
            lock.unlock();
        }
    }
}
