package io.holdfast.objectstore;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Bytes under keys. Keys are relative, {@code /}-separated and never escape the store's prefix. A method returns only
 * when its effect is durable and visible to readers. All failures are
 * {@link io.holdfast.failure.BackupException}s that name the store and the key; missing keys are {@code NOT_FOUND}.
 * Implementations are safe for use by many threads; an interrupt ends a call with {@code CANCELLED}.
 */
public interface ObjectStore extends AutoCloseable {
    /** Stores the content, replacing what was there. Never leaves a partial object behind the key. */
    void put(String key, ObjectContent content);

    /** Stores the content if the key is free, atomically; false where it was taken. */
    boolean putIfAbsent(String key, ObjectContent content);

    /** The whole object; for objects known to be small (below 128 MiB). */
    byte[] get(String key);

    /** Exactly {@code length} bytes from {@code offset}; {@code CORRUPT} where the object is shorter. */
    byte[] getRange(String key, long offset, int length);

    /** Every object whose key starts with the prefix, in no order; keys are relative to the store, like all keys. */
    void list(String prefix, Consumer<ObjectEntry> each);

    /** The names of the "directories" directly below the prefix, without slashes; objects directly there are left out. */
    void listDirectories(String prefix, Consumer<String> each);

    Optional<ObjectEntry> stat(String key);

    /** Removes the object; nothing happens where there is none. */
    void delete(String key);

    /** A link by which anyone can read the object for the duration, or empty where the store cannot make one. */
    Optional<URI> presignGet(String key, Duration validity);

    /**
     * How far this machine's clock is ahead of the store's, negative where it is behind: zero where they agree to a minute, or
     * the store has not told.
     */
    Duration clockAhead();

    /** The store's place as a person would write it, without secrets: {@code s3:https://host/bucket/prefix} or a path. */
    String describe();

    @Override
    void close();
}
