package io.holdfast.coordinator.publish;

import io.holdfast.coordinator.collect.TarballOwner;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Stores one backup's objects. The tarball comes first and reserves the name: of two backups of one name, in two clusters
 * with one bucket for instance, one goes on and the other touches nothing.
 */
public final class BackupPublisher {
    private final ObjectStore store;
    private final VeleroLayout layout;
    private final byte[] ourHeader;

    public BackupPublisher(ObjectStore store, VeleroLayout layout, String backupUid) {
        this.store = store;
        this.layout = layout;
        this.ourHeader = TarballOwner.header(backupUid);
    }

    /** Throws where the store has a backup of this name already, or one is on its way: nothing is ever overwritten. */
    public void refuseExisting() {
        if (store.stat(layout.metadata()).isPresent()) {
            throw new BackupException(
                    FailureKind.ALREADY_EXISTS,
                    "A backup " + layout.backup() + " exists already in " + store.describe()
                            + "; choose another name, or delete that backup.");
        }
        if (store.stat(layout.contents()).isPresent()) {
            throw reserved();
        }
    }

    /** Stores everything but the Backup itself: nobody sees a backup yet. {@code ALREADY_EXISTS} where the name is taken. */
    public void storePayload(BackupContents contents) {
        if (!store.putIfAbsent(
                layout.contents(), new ObjectContent.File(contents.items().tarball()))) {
            throw reserved();
        }
        zipped(layout.podVolumeBackups(), contents.volumes());
        zippedText(layout.volumeSnapshots(), "null");
        zipped(layout.itemOperations(), List.of());
        zipped(layout.resourceList(), new TreeMap<>(contents.items().resources()));
        zipped(layout.results(), contents.results());
        zipped(layout.volumeInfo(), contents.volumeInfo());
        store.put(layout.log(), new ObjectContent.File(contents.log()));
    }

    /** Makes the backup exist, once; false where somebody else has made one of this name meanwhile. */
    public boolean commit(Backup finished) {
        return store.putIfAbsent(layout.metadata(), ObjectContent.of(StoredJson.write(finished)));
    }

    /** The Backup as it was committed, if it was. */
    public Optional<Backup> committed() {
        return store.stat(layout.metadata()).map(entry -> StoredJson.read(store.get(layout.metadata()), Backup.class));
    }

    /** Removes what this backup has stored, if it has reserved the name and is not committed; others' objects stay. */
    public void withdraw() {
        if (store.stat(layout.metadata()).isEmpty() && isReservedByUs()) {
            layout.payload().forEach(store::delete);
        }
    }

    /** Stores the log of a backup of which nothing else is stored, unless another one has taken the name by now. */
    public void storeLogOfFailure(Path log) {
        if (store.stat(layout.metadata()).isEmpty()
                && store.stat(layout.contents()).isEmpty()) {
            store.put(layout.log(), new ObjectContent.File(log));
        }
    }

    private boolean isReservedByUs() {
        return store.stat(layout.contents())
                .filter(tarball -> tarball.size() > ourHeader.length)
                .map(tarball -> store.getRange(layout.contents(), 0, ourHeader.length))
                .filter(header -> Arrays.equals(header, ourHeader))
                .isPresent();
    }

    private BackupException reserved() {
        return new BackupException(
                FailureKind.ALREADY_EXISTS,
                "Another backup " + layout.backup() + " is being written to " + store.describe()
                        + ", or was left there unfinished; choose another name, or make sure that no coordinator writes"
                        + " it and remove " + layout.folder() + ".");
    }

    private void zipped(String key, Object value) {
        zippedText(key, StoredJson.write(value));
    }

    private void zippedText(String key, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.write('\n');
        } catch (IOException e) {
            throw new BackupException(FailureKind.INTERNAL, key + " cannot be compressed: " + e.getMessage(), e);
        }
        store.put(key, ObjectContent.of(bytes.toByteArray()));
    }
}
