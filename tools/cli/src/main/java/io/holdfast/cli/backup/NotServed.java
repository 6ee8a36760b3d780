package io.holdfast.cli.backup;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What restic's users may ask of a backup and this program does not do; were it unknown, it could not say so. */
final class NotServed {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = {
                "-e",
                "--exclude",
                "--iexclude",
                "--exclude-file",
                "--iexclude-file",
                "--exclude-if-present",
                "--exclude-larger-than"
            },
            hidden = true)
    private List<String> excludes = List.of();

    @Option(names = "--exclude-caches", hidden = true)
    private boolean excludesCaches;

    void refuse(List<String> furtherPaths) {
        if (excludesCaches || !excludes.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "backup has no excludes, it stores all that is below a directory: name a directory of what is wanted");
        }
        if (!furtherPaths.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "backup takes one directory, and " + String.join(" ", furtherPaths)
                            + " would be more: call it once for each");
        }
    }
}
