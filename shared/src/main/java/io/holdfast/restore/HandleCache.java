package io.holdfast.restore;

import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDescriptor;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Open descriptors by what they stand for. Those in use stay open; of the others, the {@code capacity} used last do, so that
 * neither many files nor a deep tree use up the process's descriptors. Safe for any thread; a descriptor is opened at most
 * once at a time, while the cache is locked.
 */
final class HandleCache<K, H extends OpenDescriptor> implements AutoCloseable {
    private final int capacity;
    private final Map<K, Handle> handles = new LinkedHashMap<>(16, 0.75f, true);

    @FunctionalInterface
    interface Opener<H> {
        H open() throws LinuxError;
    }

    /** A descriptor while somebody uses it. */
    final class Use implements AutoCloseable {
        private final Handle handle;

        private Use(Handle handle) {
            this.handle = handle;
        }

        H descriptor() {
            return handle.descriptor;
        }

        @Override
        public void close() {
            release(handle);
        }
    }

    private final class Handle {
        private final H descriptor;
        private int users;
        private boolean forgotten;

        Handle(H descriptor) {
            this.descriptor = descriptor;
        }
    }

    HandleCache(int capacity) {
        this.capacity = capacity;
    }

    /** The descriptor, opened where it is not; each use is closed by its user. */
    synchronized Use use(K key, Opener<H> opener) throws LinuxError {
        Handle handle = handles.get(key);
        if (handle == null) {
            handle = new Handle(opener.open());
            handles.put(key, handle);
        }
        handle.users++;
        letGoOfTheEldest();
        return new Use(handle);
    }

    synchronized Optional<Use> useIfOpen(K key) {
        Handle handle = handles.get(key);
        if (handle == null) {
            return Optional.empty();
        }
        handle.users++;
        return Optional.of(new Use(handle));
    }

    /** Closes the descriptor as soon as nobody uses it. */
    synchronized void forget(K key) {
        Handle handle = handles.remove(key);
        if (handle != null) {
            handle.forgotten = true;
            closeIfUnused(handle);
        }
    }

    @Override
    public synchronized void close() {
        handles.values().forEach(handle -> {
            handle.forgotten = true;
            closeIfUnused(handle);
        });
        handles.clear();
    }

    private synchronized void release(Handle handle) {
        handle.users--;
        if (handle.forgotten) {
            closeIfUnused(handle);
        } else {
            letGoOfTheEldest();
        }
    }

    private void letGoOfTheEldest() {
        Iterator<Handle> eldestFirst = handles.values().iterator();
        while (handles.size() > capacity && eldestFirst.hasNext()) {
            Handle handle = eldestFirst.next();
            if (handle.users == 0) {
                handle.descriptor.close();
                eldestFirst.remove();
            }
        }
    }

    private void closeIfUnused(Handle handle) {
        if (handle.users == 0) {
            handle.descriptor.close();
        }
    }
}
