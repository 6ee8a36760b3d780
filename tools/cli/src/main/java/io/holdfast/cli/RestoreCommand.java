package io.holdfast.cli;

import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.linux.TreeRoot;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.restore.RestoreReport;
import io.holdfast.restore.Restorer;
import io.holdfast.snapshot.StoredSnapshot;
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
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all files are restored",
            "1:failed",
            "2:wrong use",
            "3:some files could not be restored; the others are",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
final class RestoreCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "SNAPSHOT", description = "The beginning of its id, or latest.")
    private String snapshot = "";

    @Option(names = "--target", paramLabel = "DIR", required = true, description = "Made where it does not exist.")
    private Path target = Path.of("");

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

    RestoreCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Path directory = target.toAbsolutePath().normalize();
        try (RepositorySession session = RepositorySession.open(
                repository.access(invocation.variables()), HostIdentity.current(), invocation.clock())) {
            StoredSnapshot stored = session.repository().snapshot(snapshot);
            output.say("restoring snapshot " + stored.id().toShortHex() + " into " + directory);
            RestoreSummary summary = restore(session.repository().index(), stored, directory);
            output.result(summary.text(), summary);
            return (summary.unrestored() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE).number();
        }
    }

    private RestoreSummary restore(IndexedRepository indexed, StoredSnapshot stored, Path directory) {
        DataPathLimits within = limits.limits(parallelFiles);
        try (TreeRoot root = TreeRoot.make(directory);
                LiveProgress progress = LiveProgress.start(ProgressView.of(output, "restore", invocation.terminal()))) {
            RestoreReport report = new Restorer(indexed, within)
                    .restore(
                            stored.snapshot().tree(),
                            root,
                            new RestoreProgress(progress, output, invocation.terminal()));
            return RestoreSummary.of(report, progress.elapsed());
        }
    }
}
