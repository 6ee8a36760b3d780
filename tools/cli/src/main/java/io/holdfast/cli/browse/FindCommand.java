package io.holdfast.cli.browse;

import io.holdfast.browse.PatternCriterion;
import io.holdfast.browse.ReferenceCriterion;
import io.holdfast.browse.SnapshotSearch;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.output.RowOutput;
import io.holdfast.cli.selection.SnapshotChoice;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.pattern.PathPatterns;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.LockMode;
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

/** {@code repo find}: where something is, in all snapshots. */
@Command(
        name = "find",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description =
                "Finds entries of snapshots by their names or paths, or by what they refer to; newest snapshots first."
                        + " Directories that snapshots share are read once.",
        footer = {
            "%nPatterns are those of `repo restore`: what is in a directory that matches is found too.",
            "--json prints for each entry an object of the message_type match, with restic's fields and the snapshot's id,"
                    + " or with --blob, --tree and --pack a reference; and then a summary."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:searched, whether or not anything was found",
            "1:failed, or a snapshot or pack is not there",
            "2:wrong use",
            "3:some directories could not be read; the others are searched",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
public final class FindCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "PATTERN",
            description =
                    "What a name has to be, such as '*.txt'; with a slash, the end of a path, or all of it after a /.")
    private List<String> patterns = List.of();

    @Option(
            names = {"-i", "--ignore-case"},
            description = "Upper and lower case are the same.")
    private boolean ignoreCase;

    @Mixin
    private final WantedBlobs blobs = new WantedBlobs();

    @Option(
            names = {"-s", "--snapshot"},
            paramLabel = "ID",
            description = "Only in this snapshot; may be repeated. Default: in all.")
    private List<String> snapshotNames = List.of();

    @Mixin
    private final EntryForm form = new EntryForm();

    @Mixin
    private final SnapshotChoice snapshots = new SnapshotChoice();

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    public FindCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (blobs.isEmpty() == patterns.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    patterns.isEmpty()
                            ? "name a pattern to find, or an id by --blob, --tree or --pack"
                            : "name either patterns, or ids by --blob, --tree and --pack; each may be repeated");
        }
        PathPatterns wanted = ignoreCase ? PathPatterns.ignoringCase(patterns) : PathPatterns.of(patterns);
        try (RepositorySession session = repository.open(invocation, HostIdentity.current(), LockMode.SHARED, output);
                RowOutput rows = output.rows()) {
            List<StoredSnapshot> among = snapshots
                    .among(session.repository(), snapshotNames, invocation.variables(), output)
                    .reversed();
            IndexedRepository indexed = session.repository().index();
            SearchReport report = new SearchReport(rows, output);
            if (blobs.isEmpty()) {
                findMatches(new SnapshotSearch<>(indexed, new PatternCriterion(wanted)), among, report);
            } else {
                findReferences(indexed, among, report);
            }
            return report.end(among.size()).number();
        }
    }

    private void findMatches(SnapshotSearch<?> search, List<StoredSnapshot> among, SearchReport report) {
        MatchListener listener = new MatchListener(report, form);
        for (StoredSnapshot stored : among) {
            report.begin(stored);
            search.search(stored.snapshot().tree(), listener);
        }
    }

    private void findReferences(IndexedRepository indexed, List<StoredSnapshot> among, SearchReport report) {
        ReferenceCriterion criterion = blobs.criterion(indexed);
        ReferenceListener listener = new ReferenceListener(report, criterion);
        SnapshotSearch<?> search = new SnapshotSearch<>(indexed, criterion);
        for (StoredSnapshot stored : among) {
            report.begin(stored);
            listener.root(stored.snapshot());
            search.search(stored.snapshot().tree(), listener);
        }
    }
}
