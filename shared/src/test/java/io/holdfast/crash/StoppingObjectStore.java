package io.holdfast.crash;

import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectEntry;
import io.holdfast.objectstore.ObjectStore;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Another store, used by a process that may stop before each call and, the effect being there, before each answer. */
record StoppingObjectStore(ObjectStore store, Countdown countdown) implements ObjectStore {
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
        countdown.pass();
        T answer = work.get();
        countdown.pass();
        return answer;
    }
}
