package io.holdfast.cli.browse;

import io.holdfast.browse.SnapshotStats;
import io.holdfast.browse.StatsFigures;
import io.holdfast.browse.StatsMode;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.selection.SnapshotChoice;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.repository.LockMode;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code repo stats}: how much is in snapshots. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Counts what is in snapshots.",
        footer = {
            "%nModes:",
            "  restore-size       every entry of every snapshot, and the bytes to be restored of all of them",
            "  files-by-contents  files, those of the same content once",
            "  blobs-per-file     those files, and the blobs in them, each once in a file",
            "  raw-data           blobs, each once, and what they take up in the repository",
            "--json prints one object of the message_type stats, with restic's fields."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:counted",
            "1:failed, or a snapshot is not there, or something is lost",
            "2:wrong use",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
public final class StatsCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(
            arity = "0..*",
            paramLabel = "SNAPSHOT",
            description = "Only these, by how their ids begin, or latest. Default: all.")
    private List<String> names = List.of();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            converter = StatsModeConverter.class,
            defaultValue = "restore-size",
            description = "What is counted, see below. Default: ${DEFAULT-VALUE}.")
    private StatsMode mode = StatsMode.RESTORE_SIZE;

    @Mixin
    private final SnapshotChoice snapshots = new SnapshotChoice();

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    public StatsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (RepositorySession session = repository.open(invocation, HostIdentity.current(), LockMode.SHARED, output)) {
            List<StoredSnapshot> counted = snapshots.among(session.repository(), names, invocation.variables(), output);
            StatsFigures figures =
                    SnapshotStats.of(counted, mode, session.repository().index());
            StatsView view = StatsView.of(figures, mode, counted.size());
            output.result(view.text(), view);
        }
        return ExitCode.OK.number();
    }
}
