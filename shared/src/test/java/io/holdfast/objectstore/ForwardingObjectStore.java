package io.holdfast.objectstore;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Another store, of which a test changes some calls. */
public abstract class ForwardingObjectStore implements ObjectStore {
    private final ObjectStore store;

    protected ForwardingObjectStore(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void put(String key, ObjectContent content) {
        store.put(key, content);
    }

    @Override
    public boolean putIfAbsent(String key, ObjectContent content) {
        return store.putIfAbsent(key, content);
    }

    @Override
    public byte[] get(String key) {
        return store.get(key);
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        return store.getRange(key, offset, length);
    }

    @Override
    public void list(String prefix, Consumer<ObjectEntry> each) {
        store.list(prefix, each);
    }

    @Override
    public void listDirectories(String prefix, Consumer<String> each) {
        store.listDirectories(prefix, each);
    }

    @Override
    public Optional<ObjectEntry> stat(String key) {
        return store.stat(key);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public Optional<URI> presignGet(String key, Duration validity) {
        return store.presignGet(key, validity);
    }

    @Override
    public Duration clockAhead() {
        return store.clockAhead();
    }

    @Override
    public String describe() {
        return store.describe();
    }

    @Override
    public void close() {
        store.close();
    }
}
