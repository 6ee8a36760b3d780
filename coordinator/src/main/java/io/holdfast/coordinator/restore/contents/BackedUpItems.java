package io.holdfast.coordinator.restore.contents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemJson;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The items of a backup. Filled by one thread, then read by any. */
public final class BackedUpItems implements AutoCloseable {
    private static final String ROOT = "resources/";
    private static final String VERSION_FILE = "metadata/version";
    private static final int LARGEST_ITEM = 64 << 20;

    private final String source;
    private final FileChannel spool;
    private final Map<ItemKey, Place> places = new LinkedHashMap<>();

    private record Place(long offset, int length) {}

    private BackedUpItems(String source, FileChannel spool) {
        this.source = source;
        this.spool = spool;
    }

    /** Reads the tarball under the key; the spool file is created, and its owner deletes it. */
    public static BackedUpItems read(ObjectStore store, String key, Path spoolFile) {
        String source = key + " in " + store.describe();
        BackedUpItems items = new BackedUpItems(source, create(spoolFile));
        try (InputStream tarball = new GZIPInputStream(new StoredObjectStream(store, key), 1 << 16)) {
            items.fill(new TarReader(tarball));
            // To the end of the gzip stream, where its checksum is compared.
            tarball.transferTo(OutputStream.nullOutputStream());
            return items;
        } catch (IOException e) {
            items.close();
            throw new BackupException(
                    FailureKind.CORRUPT, source + " cannot be read: " + e.getMessage() + "; use another backup", e);
        } catch (RuntimeException e) {
            items.close();
            throw e;
        }
    }

    public Collection<ItemKey> keys() {
        return places.keySet();
    }

    public boolean contains(ItemKey key) {
        return places.containsKey(key);
    }

    /** The item as it was in the cluster; a fresh copy each time. */
    public ObjectNode item(ItemKey key) {
        Place place = Optional.ofNullable(places.get(key))
                .orElseThrow(() -> new IllegalArgumentException("not in the backup: " + key));
        ByteBuffer bytes = ByteBuffer.allocate(place.length());
        try {
            while (bytes.hasRemaining()) {
                if (spool.read(bytes, place.offset() + bytes.position()) < 0) {
                    throw new EOFException("it is shorter than what was written to it");
                }
            }
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.UNREADABLE, "a temporary file cannot be read back: " + e.getMessage(), e);
        }
        JsonNode parsed = ItemJson.parse(new String(bytes.array(), StandardCharsets.UTF_8));
        if (parsed instanceof ObjectNode object) {
            return object;
        }
        throw new BackupException(FailureKind.CORRUPT, key + " of " + source + " is no object; use another backup");
    }

    private void fill(TarReader tar) throws IOException {
        long end = 0;
        for (Optional<TarReader.Entry> next = tar.next(); next.isPresent(); next = tar.next()) {
            TarReader.Entry entry = next.get();
            if (entry.name().equals(VERSION_FILE)) {
                requireKnownFormat(new String(tar.content(entry), StandardCharsets.US_ASCII).strip());
            }
            Optional<ItemKey> key = key(entry.name());
            if (key.isEmpty() || places.containsKey(key.get())) {
                continue;
            }
            if (entry.size() > LARGEST_ITEM) {
                throw new IOException(entry.name() + " has " + entry.size() + " bytes, more than any item can have");
            }
            byte[] json = tar.content(entry);
            places.put(key.get(), new Place(end, json.length));
            write(json, end);
            end += json.length;
        }
    }

    private void write(byte[] json, long offset) {
        ByteBuffer bytes = ByteBuffer.wrap(json);
        try {
            while (bytes.hasRemaining()) {
                spool.write(bytes, offset + bytes.position());
            }
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.UNWRITABLE,
                    "a temporary file cannot be written: " + e.getMessage() + "; free space",
                    e);
        }
    }

    /**
     * {@code resources/<resource>/cluster/<name>.json} and {@code resources/<resource>/namespaces/<namespace>/<name>.json};
     * the copies by version are passed over.
     */
    private static Optional<ItemKey> key(String path) {
        if (!path.startsWith(ROOT) || !path.endsWith(".json")) {
            return Optional.empty();
        }
        String[] parts = path.substring(0, path.length() - ".json".length()).split("/", -1);
        if (parts.length == 4 && parts[2].equals("cluster")) {
            return Optional.of(new ItemKey(parts[1], "", parts[3]));
        }
        if (parts.length == 5 && parts[2].equals("namespaces")) {
            return Optional.of(new ItemKey(parts[1], parts[3], parts[4]));
        }
        return Optional.empty();
    }

    private void requireKnownFormat(String version) {
        if (!version.equals("1") && !version.startsWith("1.")) {
            throw new BackupException(
                    FailureKind.UNSUPPORTED,
                    source + " has format " + version + ", and only 1 can be read; restore it with a newer server");
        }
    }

    private static FileChannel create(Path file) {
        try {
            return FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.UNWRITABLE, "no temporary file can be made: " + e.getMessage() + "; free space", e);
        }
    }

    @Override
    public void close() {
        try {
            spool.close();
        } catch (IOException e) {
            throw new BackupException(FailureKind.UNREADABLE, "a temporary file cannot be closed", e);
        }
    }
}
