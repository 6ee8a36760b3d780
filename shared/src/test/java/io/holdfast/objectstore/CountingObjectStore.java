package io.holdfast.objectstore;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Another store that remembers what was read from it. */
public final class CountingObjectStore implements ObjectStore {
    private final ObjectStore store;
    private final Queue<Read> reads = new ConcurrentLinkedQueue<>();

    public CountingObjectStore(ObjectStore store) {
        this.store = store;
    }

    /** Bytes of an object that were asked for, from an offset on. */
    public record Read(String key, long offset, int length) {}

    /** The reads so far of objects whose key starts so. */
    public List<Read> reads(String prefix) {
        return reads.stream().filter(read -> read.key().startsWith(prefix)).toList();
    }

    public void forgetReads() {
        reads.clear();
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
        byte[] bytes = store.get(key);
        reads.add(new Read(key, 0, bytes.length));
        return bytes;
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        reads.add(new Read(key, offset, length));
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
    public String describe() {
        return store.describe();
    }

    @Override
    public void close() {
        store.close();
    }
}
