package io.holdfast.coordinator.sync;

import com.fasterxml.jackson.core.type.TypeReference;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** The backups of a location as its store holds them. */
public final class StoredBackups {
    private static final String ROOT = "backups/";

    private final ObjectStore store;
    private final KubernetesSerialization json;

    public StoredBackups(ObjectStore store, KubernetesSerialization json) {
        this.store = store;
        this.json = json;
    }

    /** Every name below {@code backups/}, also of backups that are still being written. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        store.listDirectories(ROOT, names::add);
        return names;
    }

    /** Empty where the backup is not published (yet, or any more). */
    Optional<Backup> backup(String name) {
        String key = key(name, "velero-backup.json");
        return read(key).map(bytes -> parse(key, () -> json.unmarshal(new ByteArrayInputStream(bytes), Backup.class)));
    }

    boolean isPublished(String name) {
        return store.stat(key(name, "velero-backup.json")).isPresent();
    }

    /** The volumes of a backup; empty where it has lost its list of them. */
    public Optional<List<PodVolumeBackup>> volumes(String name) {
        String key = key(name, name + "-podvolumebackups.json.gz");
        return read(key)
                .map(bytes -> parse(key, () -> {
                    try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                        return Optional.ofNullable(
                                        json.unmarshal(unzipped, new TypeReference<List<PodVolumeBackup>>() {}))
                                .orElse(List.of());
                    }
                }));
    }

    private Optional<byte[]> read(String key) {
        try {
            return Optional.of(store.get(key));
        } catch (BackupException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private interface Parser<T> {
        T parse() throws IOException;
    }

    private <T> T parse(String key, Parser<T> parser) {
        try {
            return parser.parse();
        } catch (IOException | KubernetesClientException e) {
            throw new BackupException(
                    FailureKind.CORRUPT,
                    key + " in " + store.describe() + " cannot be read (" + reason(e)
                            + "); delete the backup, or put the object back",
                    e);
        }
    }

    /** The client wraps what Jackson says in a sentence that says nothing. */
    private static String reason(Exception e) {
        Throwable cause = e instanceof KubernetesClientException && e.getCause() != null ? e.getCause() : e;
        return Objects.toString(cause.getMessage(), cause.toString())
                .lines()
                .findFirst()
                .orElse("");
    }

    private static String key(String backup, String object) {
        return ROOT + backup + "/" + object;
    }
}
