package io.holdfast.cli.browse;

import io.holdfast.browse.DiffTotals;
import io.holdfast.browse.SnapshotDiff;
import io.holdfast.browse.SnapshotName;
import io.holdfast.browse.SnapshotTree;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.output.RowOutput;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.SnapshotFilter;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code repo diff}: what two snapshots differ by. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Tells what has changed from one snapshot to another, or from one directory to another:",
            "+ added, - removed, M a file's content, M? the same with no other sign of it, T the type, U metadata."
        },
        footer = {
            "%nDirectories that are the same are not read. The sums at the end are of what changed directories refer to: what"
                    + " lies in an unchanged one as well is counted too. Where a directory has taken a file's place, or a file"
                    + " a directory's, what is in the directory is told and counted; restic tells of the one entry. With"
                    + " --metadata, restic marks also directories of which only what is in them has changed.",
            "--json prints an object of the message_type change for each, and then statistics, with restic's fields."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:compared, whether or not anything has changed",
            "1:failed, or a snapshot or directory is not there",
            "2:wrong use",
            "3:some directories could not be read; the others are compared",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
public final class DiffCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            index = "0",
            paramLabel = "BEFORE[:PATH]",
            description = "The beginning of the earlier snapshot's id, or latest; with a path, that directory.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "AFTER[:PATH]", description = "The later one.")
    private String after = "";

    @Option(
            names = "--metadata",
            description = "Tells also of owners, modes, times, attributes and targets of links, as U.")
    private boolean metadata;

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    public DiffCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SnapshotName nameBefore = SnapshotName.parse(before);
        SnapshotName nameAfter = SnapshotName.parse(after);
        try (RepositorySession session = repository.open(invocation, HostIdentity.current(), LockMode.SHARED, output);
                RowOutput rows = output.rows()) {
            OpenRepository opened = session.repository();
            StoredSnapshot storedBefore = opened.snapshot(nameBefore.id(), SnapshotFilter.ALL);
            StoredSnapshot storedAfter = opened.snapshot(nameAfter.id(), SnapshotFilter.ALL);
            IndexedRepository indexed = opened.index();
            SnapshotTree treeBefore = SnapshotTree.of(indexed, storedBefore, nameBefore.path());
            SnapshotTree treeAfter = SnapshotTree.of(indexed, storedAfter, nameAfter.path());
            output.say("from " + treeBefore.describe() + " to " + treeAfter.describe());
            DiffReport report = new DiffReport(rows, output);
            DiffTotals totals =
                    new SnapshotDiff(indexed, metadata, report).compare(treeBefore.tree(), treeAfter.tree());
            return report.end(totals, storedBefore, storedAfter).number();
        }
    }
}
