package io.holdfast.coordinator.location;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import java.util.Set;
import java.util.TreeSet;

/** Whether a store answers and holds nothing at its root but what Velero's layout has there. */
final class LocationCheck {
    private static final Set<String> LAYOUT = Set.of("backups", "restores", "restic", "metadata", "plugins", "kopia");

    private LocationCheck() {}

    static void check(ObjectStore store) {
        Set<String> foreign = new TreeSet<>();
        store.listDirectories("", name -> {
            if (!LAYOUT.contains(name)) {
                foreign.add(name);
            }
        });
        if (!foreign.isEmpty()) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    store.describe() + " also holds " + String.join(", ", foreign)
                            + "; give backups a bucket or a prefix of their own");
        }
    }
}
