package io.holdfast.cli;

import io.holdfast.cli.session.ProgramVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands on a repository have in common; alone it does nothing. */
@Command(
        name = "repo",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Works on a restic repository (format version 2) in a directory or an S3 bucket, without a cluster.",
        footer = "%nEach command's --help tells its options and exit codes.")
final class RepoCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
