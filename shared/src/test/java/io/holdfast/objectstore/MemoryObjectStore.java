package io.holdfast.objectstore;

import io.holdfast.concurrent.Cancellation;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** A store for tests that forgets everything at its end. It keeps the contract, as its contract test shows. */
public final class MemoryObjectStore implements ObjectStore {
    private final ConcurrentNavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Clock clock;

    public MemoryObjectStore() {
        this(Clock.systemUTC());
    }

    public MemoryObjectStore(Clock clock) {
        this.clock = clock;
    }

    /** One that holds the same objects by now. */
    public MemoryObjectStore copy() {
        MemoryObjectStore copy = new MemoryObjectStore(clock);
        copy.objects.putAll(objects);
        return copy;
    }

    /** Writes every object into a file of a directory. */
    public void writeTo(Path directory) throws IOException {
        for (Map.Entry<String, Stored> object : objects.entrySet()) {
            Path file = directory.resolve(object.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, object.getValue().bytes);
        }
    }

    public Set<String> keys() {
        return Set.copyOf(objects.keySet());
    }

    @Override
    public void put(String key, ObjectContent content) {
        objects.put(Keys.requireKey(key), read(key, content));
    }

    @Override
    public boolean putIfAbsent(String key, ObjectContent content) {
        return objects.putIfAbsent(Keys.requireKey(key), read(key, content)) == null;
    }

    @Override
    public byte[] get(String key) {
        return stored(key).bytes.clone();
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        Keys.requireRange(key, offset, length);
        byte[] bytes = stored(key).bytes;
        if (offset + length > bytes.length) {
            throw new BackupException(FailureKind.CORRUPT, key + " in memory is shorter than " + (offset + length));
        }
        return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
    }

    @Override
    public void list(String prefix, Consumer<ObjectEntry> each) {
        Keys.requirePrefix(prefix);
        objects.tailMap(prefix).entrySet().stream()
                .takeWhile(object -> object.getKey().startsWith(prefix))
                .forEach(object -> each.accept(object.getValue().entry(object.getKey())));
    }

    @Override
    public void listDirectories(String prefix, Consumer<String> each) {
        Keys.requireDirectory(prefix);
        objects.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.indexOf('/', prefix.length()) > 0)
                .map(key -> key.substring(prefix.length(), key.indexOf('/', prefix.length())))
                .distinct()
                .forEach(each);
    }

    @Override
    public Optional<ObjectEntry> stat(String key) {
        return Optional.ofNullable(objects.get(Keys.requireKey(key))).map(stored -> stored.entry(key));
    }

    @Override
    public void delete(String key) {
        Cancellation.check("the attempt to delete " + key);
        objects.remove(Keys.requireKey(key));
    }

    @Override
    public Optional<URI> presignGet(String key, Duration validity) {
        return Optional.empty();
    }

    @Override
    public Duration clockAhead() {
        return Duration.ZERO;
    }

    @Override
    public String describe() {
        return "memory";
    }

    @Override
    public void close() {
        // What is stored stays readable for the test's assertions.
    }

    private Stored stored(String key) {
        Cancellation.check("the attempt to read " + key);
        Stored stored = objects.get(Keys.requireKey(key));
        if (stored == null) {
            throw new BackupException(FailureKind.NOT_FOUND, "there is no " + key + " in memory");
        }
        return stored;
    }

    private Stored read(String key, ObjectContent content) {
        Cancellation.check("the attempt to write " + key);
        try (InputStream stream = content.open()) {
            return new Stored(stream.readAllBytes(), clock.instant());
        } catch (IOException e) {
            throw UnreadableContent.of(key, e);
        }
    }

    private static final class Stored {
        private final byte[] bytes;
        private final Instant modified;

        Stored(byte[] bytes, Instant modified) {
            this.bytes = bytes;
            this.modified = modified;
        }

        ObjectEntry entry(String key) {
            return new ObjectEntry(key, bytes.length, modified);
        }
    }
}
