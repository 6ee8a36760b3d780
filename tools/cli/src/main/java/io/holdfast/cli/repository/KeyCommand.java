package io.holdfast.cli.repository;

import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands on keys have in common; alone it does nothing. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "A repository can be opened by several passwords, each by a key file of its own. All lead to the one master"
                        + " key, so whoever has opened the repository once may have kept what opens it for ever.",
        footer = "%nEach command's --help tells its options and exit codes.")
public final class KeyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static CommandLine with(Invocation invocation) {
        return new CommandLine(new KeyCommand())
                .addSubcommand(new KeyListCommand(invocation))
                .addSubcommand(new KeyAddCommand(invocation))
                .addSubcommand(new KeyRemoveCommand(invocation))
                .addSubcommand(new KeyPasswdCommand(invocation));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
