package io.holdfast.cli.browse;

import io.holdfast.browse.WalkedPath;
import io.holdfast.cli.output.ByteSize;
import io.holdfast.cli.output.TimeText;
import io.holdfast.linux.FileName;
import io.holdfast.snapshot.NodeMode;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import picocli.CommandLine.Option;

/** How entries of snapshots are shown to people. */
final class EntryForm {
    @Option(
            names = {"-l", "--long"},
            description = "With mode, owner, size and time.")
    private boolean isLong;

    @Option(names = "--human-readable", description = "With --long: sizes such as 1.5 GiB.")
    private boolean humanReadable;

    /** The path alone, or a line as of {@code ls -l}. */
    String line(WalkedPath path, TreeNode node) {
        return isLong ? longLine(path, node) : path.toString();
    }

    private String longLine(WalkedPath path, TreeNode node) {
        String size = humanReadable ? ByteSize.text(node.size()) : Long.toString(node.size());
        String target = node.type() == NodeType.SYMLINK
                ? " -> " + FileName.printable(node.linkTarget().bytes())
                : "";
        return "%s %5d %5d %10s %s %s%s"
                .formatted(
                        NodeMode.text(node.mode()),
                        node.owner().uid(),
                        node.owner().gid(),
                        size,
                        TimeText.of(node.modified().instant()),
                        path,
                        target);
    }
}
