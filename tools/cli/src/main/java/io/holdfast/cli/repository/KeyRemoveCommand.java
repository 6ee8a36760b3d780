package io.holdfast.cli.repository;

import io.holdfast.blob.FileId;
import io.holdfast.blob.IdPrefix;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.repository.LockMode;
import io.holdfast.upload.FileKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code repo key remove}: a password opens the repository no longer. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description =
                "Removes a key: its password opens the repository no longer. The key whose password is given stays.",
        footer = {
            "%nWhoever has opened the repository may have kept its master key, which stays the same; to shut them out, make a"
                    + " new repository.",
            "--json prints an object of the message_type key_removed."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:removed",
            "1:failed, or there is no such key",
            "2:wrong use",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
final class KeyRemoveCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "ID", description = "The beginning of its id, as `repo key list` shows it.")
    private String id = "";

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    KeyRemoveCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    private record Removed(String messageType, String id, String shortId) {}

    @Override
    public Integer call() {
        IdPrefix wanted = IdPrefix.parse(id);
        try (RepositorySession session =
                repository.open(invocation, HostIdentity.current(), LockMode.EXCLUSIVE, output)) {
            FileId key = session.repository().files().find(FileKind.KEY, wanted);
            session.repository().keys().remove(key, session.lock());
            output.result("removed key " + key.toShortHex(), new Removed("key_removed", key.toHex(), key.toShortHex()));
        }
        return ExitCode.OK.number();
    }
}
