package io.holdfast.cli.browse;

import io.holdfast.browse.DiffTotals;
import io.holdfast.browse.SnapshotDiff;
import io.holdfast.browse.WalkedPath;
import io.holdfast.cli.output.ByteSize;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.output.RowOutput;
import io.holdfast.failure.BackupException;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.snapshot.TreeNode;

/** Shows changes as they are found, and their sums, under the names that restic's JSON has. */
final class DiffReport implements SnapshotDiff.Listener {
    private final RowOutput rows;
    private final Output output;
    private boolean complete = true;

    private record Change(String messageType, String path, String modifier) {}

    private record Statistics(
            String messageType,
            String sourceSnapshot,
            String targetSnapshot,
            long changedFiles,
            DiffTotals.Side added,
            DiffTotals.Side removed) {}

    DiffReport(RowOutput rows, Output output) {
        this.rows = rows;
        this.output = output;
    }

    @Override
    public void changed(WalkedPath path, String modifier, TreeNode node) {
        String end = node.type() == NodeType.DIRECTORY ? "/" : "";
        rows.add(
                () -> "%-3s %s%s".formatted(modifier, path, end),
                () -> new Change("change", path.text() + end, modifier));
    }

    @Override
    public void lost(WalkedPath path, BackupException failure) {
        complete = false;
        output.trouble(path.toString(), "its entries are lost: " + failure.getMessage(), "diff", false);
    }

    ExitCode end(DiffTotals totals, StoredSnapshot before, StoredSnapshot after) {
        output.result(
                text(totals),
                new Statistics(
                        "statistics",
                        before.id().toHex(),
                        after.id().toHex(),
                        totals.changedFiles(),
                        totals.added(),
                        totals.removed()));
        return complete ? ExitCode.OK : ExitCode.INCOMPLETE;
    }

    private static String text(DiffTotals totals) {
        return """

                files:   %d added, %d removed, %d changed
                dirs:    %d added, %d removed
                others:  %d added, %d removed
                blobs:   %d added with %s, %d removed with %s""".formatted(
                        totals.added().files(),
                        totals.removed().files(),
                        totals.changedFiles(),
                        totals.added().dirs(),
                        totals.removed().dirs(),
                        totals.added().others(),
                        totals.removed().others(),
                        totals.added().dataBlobs() + totals.added().treeBlobs(),
                        ByteSize.text(totals.added().bytes()),
                        totals.removed().dataBlobs() + totals.removed().treeBlobs(),
                        ByteSize.text(totals.removed().bytes()));
    }
}
