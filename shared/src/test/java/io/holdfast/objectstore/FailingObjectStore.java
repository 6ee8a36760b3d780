package io.holdfast.objectstore;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Another store that fails on demand: before a call has an effect, or after it, as a lost answer does. For one thread. */
public final class FailingObjectStore implements ObjectStore {
    private final ObjectStore store;
    private int before;
    private int after;
    private int left = Integer.MAX_VALUE;
    private RuntimeException failure = new IllegalStateException("no failure is set");

    public FailingObjectStore(ObjectStore store) {
        this.store = store;
    }

    /** The next calls fail without an effect. */
    public void failBefore(int calls, RuntimeException with) {
        before = calls;
        failure = with;
    }

    /** The next calls fail although they had their effect. */
    public void failAfter(int calls, RuntimeException with) {
        after = calls;
        failure = with;
    }

    /** So many calls succeed, and none after them: as if the process had died. */
    public void dieAfter(int calls, RuntimeException with) {
        left = calls;
        failure = with;
    }

    @Override
    public void put(String key, ObjectContent content) {
        run(() -> store.put(key, content));
    }

    @Override
    public boolean putIfAbsent(String key, ObjectContent content) {
        return call(() -> store.putIfAbsent(key, content));
    }

    @Override
    public byte[] get(String key) {
        return call(() -> store.get(key));
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        return call(() -> store.getRange(key, offset, length));
    }

    @Override
    public void list(String prefix, Consumer<ObjectEntry> each) {
        run(() -> store.list(prefix, each));
    }

    @Override
    public void listDirectories(String prefix, Consumer<String> each) {
        run(() -> store.listDirectories(prefix, each));
    }

    @Override
    public Optional<ObjectEntry> stat(String key) {
        return call(() -> store.stat(key));
    }

    @Override
    public void delete(String key) {
        run(() -> store.delete(key));
    }

    @Override
    public Optional<URI> presignGet(String key, Duration validity) {
        return store.presignGet(key, validity);
    }

    @Override
    public String describe() {
        return store.describe();
    }

    @Override
    public void close() {
        store.close();
    }

    private void run(Runnable work) {
        boolean _ = call(() -> {
            work.run();
            return true;
        });
    }

    private <T> T call(Supplier<T> work) {
        if (left == 0) {
            throw failure;
        }
        left--;
        if (before > 0) {
            before--;
            throw failure;
        }
        T result = work.get();
        if (after > 0) {
            after--;
            throw failure;
        }
        return result;
    }
}
