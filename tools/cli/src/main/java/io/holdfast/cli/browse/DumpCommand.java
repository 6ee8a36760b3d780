package io.holdfast.cli.browse;

import io.holdfast.browse.EntryPath;
import io.holdfast.browse.FileContent;
import io.holdfast.browse.SnapshotName;
import io.holdfast.browse.SnapshotTree;
import io.holdfast.cli.output.ByteOutput;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.selection.SnapshotChoice;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.repository.LockMode;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code repo dump}: a file's bytes. */
@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Writes a file of a snapshot to standard output, and verifies each part before it is written.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all of it is written",
            "1:failed, or the snapshot or file is not there; what is written is not all of it",
            "2:wrong use",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
public final class DumpCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "SNAPSHOT[:PATH]", description = "The beginning of its id, or latest.")
    private String snapshot = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "Its path in the snapshot, as `repo ls` shows it.")
    private String file = "";

    @Mixin
    private final SnapshotChoice snapshots = new SnapshotChoice();

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    public DumpCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SnapshotName name = SnapshotName.parse(snapshot);
        EntryPath path = EntryPath.parse(file);
        try (RepositorySession session = repository.open(invocation, HostIdentity.current(), LockMode.SHARED, output)) {
            SnapshotTree tree = snapshots.tree(session.repository(), name, invocation.variables(), output);
            TreeNode node = node(tree, path);
            ByteOutput bytes = output.bytes(invocation.output());
            new FileContent(tree.repository()).write(node, tree.describe() + ", " + path, bytes::write);
            bytes.end();
        }
        return ExitCode.OK.number();
    }

    private static TreeNode node(SnapshotTree tree, EntryPath path) {
        if (path.isRoot() || tree.entry(path).node().type() == NodeType.DIRECTORY) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    path + " in " + tree.describe() + " is a directory: name a file, or restore the directory.");
        }
        TreeNode node = tree.entry(path).node();
        if (node.type() != NodeType.FILE) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    path + " in " + tree.describe() + " is a " + node.type().label() + ", which has no content.");
        }
        return node;
    }
}
