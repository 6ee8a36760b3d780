package io.holdfast.cli.retention;

import io.holdfast.cli.output.ByteSize;
import io.holdfast.cli.output.CountText;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.output.TimeText;
import io.holdfast.cli.selection.SnapshotChoice;
import io.holdfast.cli.selection.SnapshotView;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.repository.LockMode;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code repo snapshots}: lists what is in a repository. */
@Command(
        name = "snapshots",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Lists the snapshots, oldest first.",
        footer = "%n--json prints one array, of objects of the message_type snapshot with restic's fields.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:listed",
            "1:failed, or a snapshot is not there",
            "2:wrong use",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
public final class SnapshotsCommand implements Callable<Integer> {
    private static final String ROW = "%-8s  %-25s  %-16s  %10s  %s";

    private final Invocation invocation;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Only these, by how their ids begin, or latest. Default: all.")
    private List<String> names = List.of();

    @Mixin
    private final SnapshotChoice snapshots = new SnapshotChoice();

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    public SnapshotsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (RepositorySession session = repository.open(invocation, HostIdentity.current(), LockMode.SHARED, output)) {
            List<StoredSnapshot> listed = snapshots.among(session.repository(), names, invocation.variables(), output);
            output.result(table(listed), listed.stream().map(SnapshotView::of).toList());
        }
        return ExitCode.OK.number();
    }

    private static String table(List<StoredSnapshot> snapshots) {
        return snapshots.stream()
                .map(SnapshotsCommand::row)
                .collect(Collectors.joining(
                        System.lineSeparator(),
                        ROW.formatted("ID", "Time", "Host", "Size", "Paths and tags") + System.lineSeparator(),
                        System.lineSeparator() + CountText.of(snapshots.size(), "snapshot")));
    }

    private static String row(StoredSnapshot stored) {
        Snapshot snapshot = stored.snapshot();
        String tags = snapshot.tags().isEmpty() ? "" : "  [" + String.join(", ", snapshot.tags()) + "]";
        return ROW.formatted(
                stored.id().toShortHex(),
                TimeText.of(snapshot.time()),
                snapshot.hostname(),
                snapshot.summary().map(SnapshotsCommand::size).orElse(""),
                String.join(", ", snapshot.paths()) + tags);
    }

    private static String size(SnapshotSummary summary) {
        return ByteSize.text(summary.totals().bytesProcessed());
    }
}
