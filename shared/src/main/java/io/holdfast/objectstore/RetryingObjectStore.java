package io.holdfast.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Another store whose transient failures are tried again. What a listing has told cannot be taken back, so it is tried again
 * only while it has told nothing; a store that lists in pages tries the pages again itself.
 */
final class RetryingObjectStore implements ObjectStore {
    private static final int COMPARED_AT_ONCE = 8 << 20;

    private final ObjectStore store;
    private final Retries retries;

    RetryingObjectStore(ObjectStore store, Retries retries) {
        this.store = store;
        this.retries = retries;
    }

    /** Nor does a single try take longer, where the store can be told so. */
    RetryingObjectStore within(Duration deadline) {
        ObjectStore quick = store instanceof S3ObjectStore bucket ? bucket.within(deadline) : store;
        return new RetryingObjectStore(quick, retries.within(deadline));
    }

    RetryingObjectStore asking(Runnable beforeEachChange) {
        return new RetryingObjectStore(new AskingObjectStore(store, beforeEachChange), retries);
    }

    @Override
    public void put(String key, ObjectContent content) {
        run("write", key, () -> store.put(key, content));
    }

    /** Where an earlier try failed, it may have stored the object without telling: our own bytes are not somebody else's. */
    @Override
    public boolean putIfAbsent(String key, ObjectContent content) {
        AtomicBoolean triedBefore = new AtomicBoolean();
        return call("create", key, () -> {
            boolean unsure = triedBefore.getAndSet(true);
            return store.putIfAbsent(key, content) || (unsure && holds(key, content));
        });
    }

    @Override
    public byte[] get(String key) {
        return call("read", key, () -> store.get(key));
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        return call("read", key, () -> store.getRange(key, offset, length));
    }

    @Override
    public void list(String prefix, Consumer<ObjectEntry> each) {
        listOnce(prefix, each, store::list);
    }

    @Override
    public void listDirectories(String prefix, Consumer<String> each) {
        listOnce(prefix, each, store::listDirectories);
    }

    @Override
    public Optional<ObjectEntry> stat(String key) {
        return call("look at", key, () -> store.stat(key));
    }

    @Override
    public void delete(String key) {
        run("delete", key, () -> store.delete(key));
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

    private <T> void listOnce(String prefix, Consumer<T> each, Listing<T> listing) {
        AtomicBoolean told = new AtomicBoolean();
        Consumer<T> telling = entry -> {
            told.set(true);
            each.accept(entry);
        };
        boolean _ = retries.callWhile(() -> !told.get(), describe("list", prefix), () -> {
            listing.list(prefix, telling);
            return true;
        });
    }

    private boolean holds(String key, ObjectContent content) {
        try (InputStream ours = content.open()) {
            long size = content.size();
            if (store.stat(key).filter(entry -> entry.size() == size).isEmpty()) {
                return false;
            }
            for (long offset = 0; offset < size; offset += COMPARED_AT_ONCE) {
                int length = (int) Math.min(COMPARED_AT_ONCE, size - offset);
                if (!Arrays.equals(ours.readNBytes(length), store.getRange(key, offset, length))) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw UnreadableContent.of(key, e);
        }
    }

    private void run(String action, String key, Runnable attempt) {
        boolean _ = call(action, key, () -> {
            attempt.run();
            return true;
        });
    }

    private <T> T call(String action, String key, Supplier<T> attempt) {
        return retries.call(describe(action, key), attempt);
    }

    private String describe(String action, String key) {
        return action + " " + (key.isEmpty() ? "objects" : key) + " in " + store.describe();
    }

    private interface Listing<T> {
        void list(String prefix, Consumer<T> each);
    }
}
