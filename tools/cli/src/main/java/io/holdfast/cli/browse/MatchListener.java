package io.holdfast.cli.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.browse.SnapshotSearch;
import io.holdfast.browse.WalkedPath;
import io.holdfast.failure.BackupException;
import io.holdfast.snapshot.TreeNode;
import java.util.Map;

/** Reports entries that match patterns. */
record MatchListener(SearchReport report, EntryForm form) implements SnapshotSearch.Listener {
    @Override
    public void found(WalkedPath path, TreeNode node, BlobId directory) {
        report.found(() -> form.line(path, node), () -> {
            Map<String, Object> json = EntryView.of("match", path, node);
            json.put("snapshot", report.snapshot());
            return json;
        });
    }

    @Override
    public void lost(WalkedPath path, BackupException failure) {
        report.lost(path, failure);
    }
}
