package io.holdfast.retention;

import io.holdfast.snapshot.StoredSnapshot;
import java.util.List;
import java.util.Objects;

/** What becomes of the snapshots of a group, newest first. */
public record ForgetPlan(SnapshotGroup group, List<Kept> keep, List<StoredSnapshot> remove) {
    public ForgetPlan {
        Objects.requireNonNull(group, "group is null");
        keep = List.copyOf(keep);
        remove = List.copyOf(remove);
    }

    /** A snapshot that stays, and which rules keep it, in restic's words. */
    public record Kept(StoredSnapshot snapshot, List<String> reasons) {
        public Kept {
            Objects.requireNonNull(snapshot, "snapshot is null");
            reasons = List.copyOf(reasons);
        }
    }
}
