package io.holdfast.coordinator.restore;

import java.util.Locale;

/** What became of an item, as Velero's resource list names it. */
enum ItemOutcome {
    CREATED,
    UPDATED,
    SKIPPED,
    FAILED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
