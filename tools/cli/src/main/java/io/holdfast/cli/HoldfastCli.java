package io.holdfast.cli;

import io.holdfast.cli.backup.BackupCommand;
import io.holdfast.cli.browse.CatCommand;
import io.holdfast.cli.browse.DiffCommand;
import io.holdfast.cli.browse.DumpCommand;
import io.holdfast.cli.browse.FindCommand;
import io.holdfast.cli.browse.LsCommand;
import io.holdfast.cli.browse.StatsCommand;
import io.holdfast.cli.check.CheckCommand;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.output.OutputFailure;
import io.holdfast.cli.output.StandardOutput;
import io.holdfast.cli.repository.InitCommand;
import io.holdfast.cli.repository.KeyCommand;
import io.holdfast.cli.repository.UnlockCommand;
import io.holdfast.cli.restore.RestoreCommand;
import io.holdfast.cli.retention.ForgetCommand;
import io.holdfast.cli.retention.SnapshotsCommand;
import io.holdfast.cli.session.CommandFailure;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The process of the command line tool: a line in, an exit code out. */
@Command(
        name = "holdfast",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "repo",
        description = "Backs up directories into restic repositories.")
public final class HoldfastCli {
    private static final String OUT_OF_MEMORY =
            "memory has run out; run it again with more, such as" + " HOLDFAST_JAVA_OPTS=-Xmx1g";

    private HoldfastCli() {}

    public static void main(String[] arguments) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        Invocation invocation = new Invocation(System.getenv(), Clock.systemUTC(), terminal, output);
        int exitCode;
        try (Interruption _ = Interruption.ofThisThread()) {
            exitCode = commandLine(invocation)
                    .setOut(new PrintWriter(output, true, StandardCharsets.UTF_8))
                    .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                    .execute(arguments);
        } catch (OutOfMemoryError _) {
            System.err.println("holdfast: " + OUT_OF_MEMORY);
            exitCode = ExitCode.FAILED.number();
        }
        System.exit(exitCode);
    }

    /** All commands, ready to execute a line. */
    static CommandLine commandLine(Invocation invocation) {
        CommandLine repo = new CommandLine(new RepoCommand())
                .addSubcommand(new InitCommand(invocation))
                .addSubcommand(new BackupCommand(invocation))
                .addSubcommand(new RestoreCommand(invocation))
                .addSubcommand(new SnapshotsCommand(invocation))
                .addSubcommand(new LsCommand(invocation))
                .addSubcommand(new FindCommand(invocation))
                .addSubcommand(new DiffCommand(invocation))
                .addSubcommand(new StatsCommand(invocation))
                .addSubcommand(new DumpCommand(invocation))
                .addSubcommand(new CatCommand(invocation))
                .addSubcommand(new CheckCommand(invocation))
                .addSubcommand(new ForgetCommand(invocation))
                .addSubcommand(new UnlockCommand(invocation))
                .addSubcommand(KeyCommand.with(invocation));
        return new CommandLine(new HoldfastCli())
                .addSubcommand(repo)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(HoldfastCli::misused)
                .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command, invocation.output()));
    }

    private static int misused(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        command.getErr().println("holdfast: " + message(problem) + suggestion(problem));
        command.getErr().println("`" + command.getCommandSpec().qualifiedName() + " --help` tells how it is used.");
        return ExitCode.USAGE.number();
    }

    /** With all names of the option that it is about: the parser names the longest one, which may not be the one that was typed. */
    private static String message(ParameterException problem) {
        String message = String.valueOf(problem.getMessage());
        return problem.getArgSpec() instanceof OptionSpec option
                ? message.replace("'" + option.longestName() + "'", "'" + String.join("' or '", option.names()) + "'")
                : message;
    }

    private static String suggestion(ParameterException problem) {
        List<String> nearest =
                problem instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?";
    }

    private static int failed(Exception failure, CommandLine command, StandardOutput written) {
        ExitCode exitCode = switch (failure) {
            case CommandFailure known -> known.exitCode();
            case OutputFailure _ -> written.isClosed() ? ExitCode.OUTPUT_CLOSED : ExitCode.FAILED;
            case BackupException known -> ExitCode.of(known.kind());
            case InterruptedException _ -> ExitCode.INTERRUPTED;
            default -> ExitCode.FAILED;
        };
        Output output = Output.of(command.getCommandSpec());
        if (exitCode != ExitCode.OUTPUT_CLOSED) {
            output.failed(exitCode, sentence(failure, exitCode, written));
        }
        if (output.debug()) {
            failure.printStackTrace(command.getErr());
        }
        return exitCode.number();
    }

    /** Where one thread has, others fail for that reason. */
    private static boolean hasRunOutOfMemory(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private static String sentence(Exception failure, ExitCode exitCode, StandardOutput written) {
        if (exitCode == ExitCode.INTERRUPTED) {
            return "interrupted: " + failure.getMessage()
                    + "; run again, a backup goes on from where it last saved itself";
        }
        if (failure instanceof OutputFailure) {
            return failure.getMessage() + ": " + written.reason() + "; what it has is incomplete";
        }
        if (hasRunOutOfMemory(failure)) {
            return OUT_OF_MEMORY;
        }
        boolean expected = failure instanceof CommandFailure
                || (failure instanceof BackupException known && known.kind() != FailureKind.INTERNAL);
        return expected
                ? String.valueOf(failure.getMessage())
                : "this is a defect of holdfast; please report it with the output of --debug: " + failure;
    }
}
