package io.holdfast.cli;

import io.holdfast.check.CheckFinding;
import io.holdfast.check.CheckListener;
import io.holdfast.check.CheckReport;
import io.holdfast.check.RepositoryChecker;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
final class CheckCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Option(names = "--read-data", description = "Reads and verifies every byte, not only what lies where.")
    private boolean readData;

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Mixin
    private final Output output = new Output();

    CheckCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (RepositorySession session = RepositorySession.open(
                repository.access(invocation.variables()), HostIdentity.current(), invocation.clock())) {
            CheckReport report = check(session);
            report.errors().forEach(finding -> tell(finding, "error"));
            report.hints().forEach(finding -> tell(finding, "hint"));
            CheckSummary summary = CheckSummary.of(report, session.store().describe());
            output.result(summary.text(), summary);
            return (report.isSound() ? ExitCode.OK : ExitCode.FAILED).number();
        }
    }

    private CheckReport check(RepositorySession session) {
        RepositoryChecker checker =
                new RepositoryChecker(session.repository(), limits.limits(LimitOptions.PARALLEL_FILES));
        try (LiveProgress progress = LiveProgress.start(ProgressView.of(output, "check", invocation.terminal()))) {
            return checker.check(readData, new Listener(progress));
        }
    }

    private void tell(CheckFinding finding, String weight) {
        output.trouble(
                finding.object(), finding.harm() + "; " + finding.remedy(), "check: " + weight, invocation.terminal());
    }

    /** Trees count as files here; they are what a check without data goes through. */
    private record Listener(LiveProgress progress) implements CheckListener {
        @Override
        public void bytesToRead(long bytes) {
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
