package io.holdfast.cli.backup;

import io.holdfast.archive.ArchiveRequest;
import io.holdfast.archive.ArchivedTree;
import io.holdfast.archive.Archiver;
import io.holdfast.archive.CheckpointRule;
import io.holdfast.cli.output.CountText;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.progress.LiveProgress;
import io.holdfast.cli.progress.ProgressView;
import io.holdfast.cli.selection.TagList;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.LimitOptions;
import io.holdfast.cli.session.PositiveCount;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.linux.TreeRoot;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.OpenRepository;
import io.holdfast.save.BlobSaver;
import io.holdfast.scan.AccountNames;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.task.FileSlice;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code repo backup}: a directory in, a snapshot out. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description =
                "Stores a directory as a snapshot. What the repository holds already is not stored again, and files"
                        + " that have not changed since the parent snapshot are not read.",
        footer =
                "%nWhat is below PATH becomes the root of the snapshot: of /srv/data an entry is /a, where restic would have"
                        + " /srv/data/a.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the snapshot holds all there is",
            "1:failed, and no snapshot is made",
            "2:wrong use",
            "3:some files changed, vanished or could not be read; the snapshot holds the others",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
public final class BackupCommand implements Callable<Integer> {
    private final Invocation invocation;
    private final Function<Consumer<ArchivedTree>, CheckpointRule> checkpoints;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "PATH", description = "The directory.")
    private Path path = Path.of("");

    @Parameters(index = "1..*", arity = "0..*", hidden = true)
    private List<String> furtherPaths = List.of();

    @Mixin
    private final NotServed notServed = new NotServed();

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Option(
            names = "--parallel-files-upload",
            paramLabel = "N",
            converter = PositiveCount.class,
            defaultValue = "" + LimitOptions.PARALLEL_FILES,
            description = "Files read side by side. Default: ${DEFAULT-VALUE}.")
    private int parallelFiles;

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Option(
            names = "--cross-mounts",
            description = "Stores what is mounted inside the directory as well. Default: it is left out, and told.")
    private boolean crossMounts;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Written into the snapshot. Default: this machine's name.")
    private @Nullable String host;

    @Option(names = "--tag", paramLabel = "TAG[,TAG...]", description = "Written into the snapshot; may be repeated.")
    private List<String> tags = List.of();

    @Option(
            names = "--parent",
            paramLabel = "ID|none",
            description =
                    "The snapshot to compare with, an unfinished one too. Default: the newest of this host and path, and"
                            + " what unfinished backups have left since.")
    private @Nullable String parent;

    @Mixin
    private final Output output = new Output();

    public BackupCommand(Invocation invocation) {
        this(invocation, CheckpointRule::standard);
    }

    /** One that saves how far it has come when that rule says so. */
    BackupCommand(Invocation invocation, Function<Consumer<ArchivedTree>, CheckpointRule> checkpoints) {
        this.invocation = invocation;
        this.checkpoints = checkpoints;
    }

    @Override
    public Integer call() {
        notServed.refuse(furtherPaths);
        List<String> written = TagList.join(tags);
        if (written.contains(Snapshot.UNFINISHED)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the tag " + Snapshot.UNFINISHED + " is for what an interrupted backup leaves: choose another one");
        }
        HostIdentity self = HostIdentity.current();
        Path directory = path.toAbsolutePath().normalize();
        try (RepositorySession session = repository.open(invocation, self, LockMode.SHARED, output)) {
            SnapshotOrigin origin = origin(self, directory, written, session.repository());
            origin.parents()
                    .unfinished()
                    .forEach(stored -> output.say("going on from what an unfinished backup has left as snapshot "
                            + stored.id().toShortHex()));
            FinishedBackup finished = archive(session, origin, self);
            session.lock().ensureHeld();
            BackupSummary summary = finished.record(
                    session.repository(), origin, invocation.clock().instant());
            output.result(summary.text(), summary);
            return (finished.isComplete() ? ExitCode.OK : ExitCode.INCOMPLETE).number();
        }
    }

    private SnapshotOrigin origin(HostIdentity self, Path directory, List<String> written, OpenRepository opened) {
        Instant started = invocation.clock().instant();
        String hostname = host == null ? self.hostname() : host;
        Parents parents = new ParentChoice(hostname, directory.toString(), parent, started).among(opened);
        return new SnapshotOrigin(started, directory, hostname, self, written, parents);
    }

    private FinishedBackup archive(RepositorySession session, SnapshotOrigin origin, HostIdentity self) {
        DataPathLimits within = limits.limits(parallelFiles);
        IndexedRepository indexed = session.repository().index();
        ResumePoint resumePoint = new ResumePoint(session.repository(), session.lock(), origin, invocation.clock());
        try (TreeRoot root = TreeRoot.open(origin.directory());
                LiveProgress progress = LiveProgress.start(ProgressView.of(output, "backup", invocation.terminal()));
                BlobSaver saver = BlobSaver.open(indexed, within)) {
            removeSurplus(session, origin, self, resumePoint);
            ArchivedTree tree = new Archiver(AccountNames.ofThisMachine())
                    .archive(
                            request(root, origin, resumePoint),
                            indexed,
                            saver,
                            within,
                            new BackupListener(session.lock(), progress, output, invocation.terminal()));
            session.lock().ensureHeld();
            saver.flush();
            return new FinishedBackup(tree, progress.elapsed(), resumePoint);
        }
    }

    private void removeSurplus(
            RepositorySession session, SnapshotOrigin origin, HostIdentity self, ResumePoint resumePoint) {
        if (!origin.parents().surplus().isEmpty() && session.isAlone(self)) {
            output.say("removed " + CountText.of(resumePoint.begun(), "snapshot")
                    + " of unfinished backups from which none goes on");
        }
    }

    private ArchiveRequest request(TreeRoot root, SnapshotOrigin origin, ResumePoint resumePoint) {
        return new ArchiveRequest(
                root,
                new FileSlice.WholeVolume(),
                origin.parents().trees(),
                crossMounts,
                Optional.of(checkpoints.apply(resumePoint::reached)));
    }
}
