package io.holdfast.coordinator.publish;

import io.holdfast.coordinator.velero.Backup;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Stores one backup's objects. */
public final class BackupPublisher {
    private final ObjectStore store;
    private final VeleroLayout layout;

    public BackupPublisher(ObjectStore store, VeleroLayout layout) {
        this.store = store;
        this.layout = layout;
    }

    /** Throws where the store has a backup of this name already: nothing that is published is ever overwritten. */
    public void refuseExisting() {
        if (store.stat(layout.metadata()).isPresent()) {
            throw new BackupException(
                    FailureKind.ALREADY_EXISTS,
                    "A backup " + layout.backup() + " exists already in " + store.describe()
                            + "; choose another name, or delete that backup.");
        }
    }

    /** Stores everything but the Backup itself: nobody sees a backup yet. */
    public void storePayload(BackupContents contents) {
        store.put(layout.contents(), new ObjectContent.File(contents.items().tarball()));
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

    /** Removes what there is of a backup that was not finished. */
    public void withdraw() {
        layout.allForRemoval().forEach(store::delete);
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
