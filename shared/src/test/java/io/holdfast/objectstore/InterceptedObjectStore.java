package io.holdfast.objectstore;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Another store, each call of which goes through one place. */
public abstract class InterceptedObjectStore extends ForwardingObjectStore {
    protected InterceptedObjectStore(ObjectStore store) {
        super(store);
    }

    /** Makes the call and answers what it does; or does not. */
    protected abstract <T> T call(Supplier<T> call);

    @Override
    public void put(String key, ObjectContent content) {
        run(() -> super.put(key, content));
    }

    @Override
    public boolean putIfAbsent(String key, ObjectContent content) {
        return call(() -> super.putIfAbsent(key, content));
    }

    @Override
    public byte[] get(String key) {
        return call(() -> super.get(key));
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        return call(() -> super.getRange(key, offset, length));
    }

    @Override
    public void list(String prefix, Consumer<ObjectEntry> each) {
        run(() -> super.list(prefix, each));
    }

    @Override
    public void listDirectories(String prefix, Consumer<String> each) {
        run(() -> super.listDirectories(prefix, each));
    }

    @Override
    public Optional<ObjectEntry> stat(String key) {
        return call(() -> super.stat(key));
    }

    @Override
    public void delete(String key) {
        run(() -> super.delete(key));
    }

    private void run(Runnable work) {
        boolean _ = call(() -> {
            work.run();
            return true;
        });
    }
}
