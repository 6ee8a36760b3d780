package io.holdfast.cli.retention;

import io.holdfast.blob.FileId;
import io.holdfast.cli.output.CountText;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.output.RowOutput;
import io.holdfast.cli.selection.SnapshotChoice;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.OpenRepository;
import io.holdfast.retention.ForgetPlan;
import io.holdfast.retention.ForgetPlanner;
import io.holdfast.retention.RetentionPolicy;
import io.holdfast.retention.SnapshotGroup;
import io.holdfast.snapshot.SnapshotFiles;
import io.holdfast.snapshot.SnapshotFilter;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code repo forget}: removes snapshots, by their ids or by a policy. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description =
                "Removes snapshots: those that are named, or those that a policy does not keep. A policy is applied to each"
                        + " group of snapshots alone, as restic does it; whatever one of its rules keeps is kept.",
        footer = {
            "%nThis frees no space: `restic prune` removes what no snapshot refers to any more. Nobody else may use the"
                    + " repository meanwhile. A Velero Backup whose snapshots are removed can no longer be restored.",
            "A policy neither counts nor removes what an unfinished backup has left, as the next one goes on from there; name it"
                    + " by its id to remove it. To restic say --keep-tag holdfast.io/unfinished.",
            "--json prints an object of the message_type group for each, with the snapshots to keep and to remove and the"
                    + " reasons, and then a summary."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed, or a snapshot is not there, or nothing of a group would be kept",
            "2:wrong use",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
public final class ForgetCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Snapshots to remove, by how their ids begin, or latest.")
    private List<String> names = List.of();

    @Mixin
    private final KeepOptions keep = new KeepOptions();

    @Option(
            names = {"-g", "--group-by"},
            paramLabel = "host,paths,tags",
            converter = GroupBy.class,
            defaultValue = "host,paths",
            description = "What a group has in common; '' makes it one. Default: ${DEFAULT-VALUE}.")
    private SnapshotGroup.By groupBy = new SnapshotGroup.By(true, true, false);

    @Option(
            names = {"-n", "--dry-run"},
            description = "Removes nothing, and says what would be removed.")
    private boolean dryRun;

    @Mixin
    private final SnapshotChoice snapshots = new SnapshotChoice();

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    public ForgetCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        RetentionPolicy policy = keep.policy();
        if (names.isEmpty() == policy.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    names.isEmpty()
                            ? "name snapshots to remove, or say by --keep-... which of them to keep"
                            : "either name snapshots to remove, or say by --keep-... which to keep");
        }
        if (snapshots.isNarrowed() && !names.isEmpty() && !names.contains(SnapshotFiles.LATEST)) {
            throw new ParameterException(
                    spec.commandLine(), "--host, --tag and --path choose nothing among snapshots that are named");
        }
        try (RepositorySession session = repository.open(
                        invocation, HostIdentity.current(), dryRun ? LockMode.SHARED : LockMode.EXCLUSIVE, output);
                RowOutput rows = output.rows()) {
            ForgetReport report = new ForgetReport(rows, output, dryRun);
            List<FileId> toRemove =
                    names.isEmpty() ? planned(session.repository(), policy, report) : named(session.repository());
            try {
                remove(toRemove, session, report);
            } finally {
                report.end();
            }
        }
        return ExitCode.OK.number();
    }

    private void remove(List<FileId> snapshotsToRemove, RepositorySession session, ForgetReport report) {
        for (FileId id : snapshotsToRemove) {
            if (!dryRun) {
                session.repository().deleteSnapshot(id, session.lock());
            }
            report.removed(id);
        }
    }

    private List<FileId> planned(OpenRepository opened, RetentionPolicy policy, ForgetReport report) {
        List<StoredSnapshot> chosen = snapshots.among(opened, List.of(), invocation.variables(), output);
        List<StoredSnapshot> finished = chosen.stream()
                .filter(stored -> !stored.snapshot().isUnfinished())
                .toList();
        if (chosen.isEmpty()) {
            report.nothingMatches(snapshots.filter(invocation.variables()));
        }
        if (finished.size() < chosen.size()) {
            output.say(CountText.of(chosen.size() - finished.size(), "snapshot")
                    + " of unfinished backups left alone: the next backup goes on from"
                    + " the newest and the richest, and removes them");
        }
        List<ForgetPlan> plans =
                new ForgetPlanner(policy, groupBy, invocation.clock().instant()).plan(finished);
        plans.forEach(ForgetCommand::requireSomeKept);
        plans.forEach(report::group);
        return plans.stream()
                .flatMap(plan -> plan.remove().stream())
                .map(StoredSnapshot::id)
                .toList();
    }

    private static void requireSomeKept(ForgetPlan plan) {
        if (plan.keep().isEmpty()) {
            throw new BackupException(
                    FailureKind.UNSUPPORTED,
                    "The policy would keep none of the "
                            + CountText.of(plan.remove().size(), "snapshot") + " of "
                            + ForgetReport.name(plan.group())
                            + ", so nothing is removed; name snapshots by their ids to remove them all.");
        }
    }

    /** A damaged one can be removed as well, which is what is to be done with it. */
    private List<FileId> named(OpenRepository opened) {
        SnapshotFilter filter = snapshots.filter(invocation.variables());
        return names.stream()
                .map(name -> opened.snapshotId(name, filter))
                .distinct()
                .toList();
    }
}
