package io.holdfast.cli.restore;

import io.holdfast.browse.SnapshotName;
import io.holdfast.browse.SnapshotTree;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.progress.LiveProgress;
import io.holdfast.cli.progress.ProgressView;
import io.holdfast.cli.selection.SnapshotChoice;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.LimitOptions;
import io.holdfast.cli.session.PositiveCount;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.linux.TreeRoot;
import io.holdfast.repository.LockMode;
import io.holdfast.restore.RestoreReport;
import io.holdfast.restore.RestoreSelection;
import io.holdfast.restore.Restorer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code repo restore}: a snapshot in, its files out. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description =
                "Writes a snapshot's files into a directory, and verifies each part of them on the way. Files that"
                        + " are there under the same names are replaced, others stay.",
        footer = {
            "%nPatterns are restic's: * stands for any part of a name, ? for a character, [a-z] for one of some, [^a-z] for"
                    + " any other, and ** in a name's place for any number of directories, also none; a character after a"
                    + " backslash stands for itself. A pattern that begins with / holds from the top on, which is PATH where"
                    + " that is given, others hold at every depth. With a directory comes all that is in it. After a ! a pattern"
                    + " takes back what those before it have matched; each of the options has a list of its own. Excludes count"
                    + " more than includes, and nothing in an excluded directory is taken back."
                    + " Only what is needed is read: to get one file back, name it by its whole path:%n",
            "  holdfast repo restore latest --target /tmp/again -i /letters/may.odt",
            "  holdfast repo restore latest:/letters --target /tmp/again -e '*.tmp'%n",
            "--json prints objects of the message_type status, and then a summary."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all files are restored",
            "1:failed, or nothing matches what is included",
            "2:wrong use",
            "3:some files could not be restored; the others are",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
public final class RestoreCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            paramLabel = "SNAPSHOT[:PATH]",
            description = "The beginning of its id, or latest; with a path, only what is in that directory.")
    private String snapshot = "";

    @Option(names = "--target", paramLabel = "DIR", required = true, description = "Made where it does not exist.")
    private Path target = Path.of("");

    @Mixin
    private final EntryChoice entries = new EntryChoice();

    @Mixin
    private final SnapshotChoice snapshots = new SnapshotChoice();

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Option(
            names = "--parallel-files-download",
            paramLabel = "N",
            converter = PositiveCount.class,
            defaultValue = "" + LimitOptions.PARALLEL_FILES,
            description = "Files written side by side. Default: ${DEFAULT-VALUE}.")
    private int parallelFiles;

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Mixin
    private final Output output = new Output();

    public RestoreCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SnapshotName name = SnapshotName.parse(snapshot);
        RestoreSelection selection = entries.selection();
        Path directory = target.toAbsolutePath().normalize();
        try (RepositorySession session = repository.open(invocation, HostIdentity.current(), LockMode.SHARED, output)) {
            SnapshotTree tree = snapshots.tree(session.repository(), name, invocation.variables(), output);
            output.say("restoring " + tree.describe() + " into " + directory);
            RestoreSummary summary = restore(tree, selection, directory);
            output.result(summary.text(), summary);
            return (summary.unrestored() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE).number();
        }
    }

    private RestoreSummary restore(SnapshotTree tree, RestoreSelection selection, Path directory) {
        DataPathLimits within = limits.limits(parallelFiles);
        try (TreeRoot root = TreeRoot.make(directory);
                LiveProgress progress = LiveProgress.start(ProgressView.of(output, "restore", invocation.terminal()))) {
            RestoreReport report = new Restorer(tree.repository(), within)
                    .restore(
                            tree.tree(), selection, root, new RestoreProgress(progress, output, invocation.terminal()));
            return RestoreSummary.of(report, progress.elapsed());
        }
    }
}
