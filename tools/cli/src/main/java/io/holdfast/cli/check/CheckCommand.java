package io.holdfast.cli.check;

import io.holdfast.check.CheckFinding;
import io.holdfast.check.CheckListener;
import io.holdfast.check.CheckReport;
import io.holdfast.check.DataSubset;
import io.holdfast.check.RepositoryChecker;
import io.holdfast.cli.output.ByteSize;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.progress.LiveProgress;
import io.holdfast.cli.progress.ProgressView;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.LimitOptions;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.repository.LockMode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code repo check}: tells whether every snapshot can be restored. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Looks whether everything that the snapshots need is there and whole. Nothing is changed.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the repository is sound",
            "1:failed, or the repository is damaged",
            "2:wrong use",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
public final class CheckCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--read-data", description = "Reads and verifies every byte, not only what lies where.")
    private boolean readData;

    @Option(
            names = "--read-data-subset",
            paramLabel = "SUBSET",
            converter = ReadDataSubset.class,
            description =
                    "The same of some packs only: of a share such as 5%% or a size such as 500M, other ones each time;"
                            + " or of a part such as 2/7, so that seven runs read all.")
    private @Nullable DataSubset subset;

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Mixin
    private final Output output = new Output();

    public CheckCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        DataSubset data = data();
        try (RepositorySession session = repository.open(invocation, HostIdentity.current(), LockMode.SHARED, output)) {
            CheckReport report = check(session, data);
            report.errors().forEach(finding -> tell("error", finding));
            report.hints().forEach(finding -> tell("hint", finding));
            CheckSummary summary = CheckSummary.of(report, session.store().describe());
            output.result(summary.text(), summary);
            return (report.isSound() ? ExitCode.OK : ExitCode.FAILED).number();
        }
    }

    private CheckReport check(RepositorySession session, DataSubset data) {
        RepositoryChecker checker =
                new RepositoryChecker(session.repository(), limits.limits(LimitOptions.PARALLEL_FILES));
        try (LiveProgress progress = LiveProgress.start(ProgressView.of(output, "check", invocation.terminal()))) {
            return checker.check(data, new Listener(progress, output));
        }
    }

    private DataSubset data() {
        DataSubset chosen = subset;
        if (chosen == null) {
            return readData ? DataSubset.EVERYTHING : DataSubset.NOTHING;
        }
        if (readData) {
            throw new ParameterException(
                    spec.commandLine(), "--read-data reads all, --read-data-subset a part: give one of them");
        }
        return chosen;
    }

    private void tell(String weight, CheckFinding finding) {
        String message = finding.sentence() + "; to repair it, " + finding.remedy();
        output.trouble(finding.object(), message, "check: " + weight, invocation.terminal());
        output.status(FindingLine.of(weight, finding));
    }

    /** Trees count as files here; they are what a check without data goes through. */
    private record Listener(LiveProgress progress, Output output) implements CheckListener {
        @Override
        public void packsToRead(long packs, long ofPacks, long bytes, long ofBytes) {
            output.say("reading %d of %d packs, %s of %s"
                    .formatted(packs, ofPacks, ByteSize.text(bytes), ByteSize.text(ofBytes)));
            progress.expect(bytes);
        }

        @Override
        public void bytesRead(long bytes) {
            progress.advanced(bytes);
        }

        @Override
        public void treeChecked() {
            progress.fileDone();
        }
    }
}
