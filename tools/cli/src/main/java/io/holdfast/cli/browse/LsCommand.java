package io.holdfast.cli.browse;

import io.holdfast.browse.EntryPath;
import io.holdfast.browse.LocatedEntry;
import io.holdfast.browse.SnapshotName;
import io.holdfast.browse.SnapshotTree;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.output.RowOutput;
import io.holdfast.cli.output.TimeText;
import io.holdfast.cli.selection.SnapshotChoice;
import io.holdfast.cli.selection.SnapshotView;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.repository.LockMode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code repo ls}: what is in a snapshot. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Lists what is in a snapshot, each directory before what is in it.",
        footer = {
            "%nNames that are no plain text are shown with \\xNN for a byte, and can be given so.",
            "--json prints an object of the message_type snapshot, then a node for each entry, with restic's fields."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:listed",
            "1:failed, or the snapshot or a path is not there",
            "2:wrong use",
            "3:some directories could not be read; the others are listed",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
public final class LsCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            index = "0",
            paramLabel = "SNAPSHOT[:PATH]",
            description = "The beginning of its id, or latest; with a path, that directory is the top.")
    private String snapshot = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PATH",
            description = "Only these entries, and of directories what is directly in them. Default: all there is.")
    private List<String> paths = List.of();

    @Option(names = "--recursive", description = "With PATH: all that is below it.")
    private boolean recursive;

    @Mixin
    private final EntryForm form = new EntryForm();

    @Mixin
    private final SnapshotChoice snapshots = new SnapshotChoice();

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    public LsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SnapshotName name = SnapshotName.parse(snapshot);
        try (RepositorySession session = repository.open(invocation, HostIdentity.current(), LockMode.SHARED, output);
                RowOutput rows = output.rows()) {
            SnapshotTree tree = snapshots.tree(session.repository(), name, invocation.variables(), output);
            List<Optional<LocatedEntry>> entries =
                    paths.stream().map(path -> entry(tree, path)).toList();
            output.say(tree.describe() + " of "
                    + TimeText.of(tree.stored().snapshot().time()));
            output.status(SnapshotView.of(tree.stored()));
            EntryLister lister = new EntryLister(tree, form, rows, output);
            if (entries.isEmpty()) {
                lister.list(Optional.empty(), true);
            }
            entries.forEach(entry -> lister.list(entry, recursive));
            return lister.exitCode().number();
        }
    }

    /** Empty for the top. */
    private static Optional<LocatedEntry> entry(SnapshotTree tree, String path) {
        EntryPath parsed = EntryPath.parse(path);
        return parsed.isRoot() ? Optional.empty() : Optional.of(tree.entry(parsed));
    }
}
