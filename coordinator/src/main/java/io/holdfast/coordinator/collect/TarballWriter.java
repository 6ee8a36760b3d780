package io.holdfast.coordinator.collect;

import io.holdfast.coordinator.inventory.Item;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Writes a backup's tarball in Velero's layout: {@code metadata/version}, then each object under its resource and a second
 * time under the version that it was read in. Used by one thread.
 */
public final class TarballWriter implements AutoCloseable {
    private static final byte[] FORMAT = "1.1.0\n".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final Clock clock;
    private final OutputStream out;

    /** Creates the file, in which the header tells of which Backup it is. */
    public TarballWriter(Path file, Clock clock, String backupUid) {
        this.file = file;
        this.clock = clock;
        try {
            out = new BufferedOutputStream(new OwnedGzipStream(Files.newOutputStream(file), backupUid), 1 << 16);
        } catch (IOException e) {
            throw failed(e);
        }
        entry("metadata/version", FORMAT);
    }

    public void add(Item item, byte[] json) {
        entry(path(item, ""), json);
        entry(path(item, item.kind().version() + "-preferredversion/"), json);
    }

    private static String path(Item item, String version) {
        ResourceKind kind = item.kind();
        ItemKey key = item.key();
        String scope = key.namespace().isEmpty() ? "cluster/" : "namespaces/" + key.namespace() + "/";
        return "resources/" + kind.groupResource() + "/" + version + scope + key.name() + ".json";
    }

    private void entry(String name, byte[] content) {
        try {
            out.write(TarHeader.of(name, content.length, clock.instant()));
            out.write(content);
            out.write(new byte[TarHeader.padding(content.length)]);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Ends the archive. */
    @Override
    public void close() {
        try (out) {
            out.write(new byte[2 * TarHeader.BLOCK]);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private BackupException failed(IOException e) {
        return new BackupException(
                FailureKind.UNWRITABLE,
                "The tarball cannot be written to " + file + ": " + e.getMessage() + "; free space there.",
                e);
    }
}
