package io.holdfast.objectstore;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Another store that remembers what was read from it. */
public final class CountingObjectStore extends ForwardingObjectStore {
    private final Queue<Read> reads = new ConcurrentLinkedQueue<>();

    public CountingObjectStore(ObjectStore store) {
        super(store);
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
    public byte[] get(String key) {
        byte[] bytes = super.get(key);
        reads.add(new Read(key, 0, bytes.length));
        return bytes;
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        reads.add(new Read(key, offset, length));
        return super.getRange(key, offset, length);
    }
}
