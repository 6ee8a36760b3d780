package io.holdfast.cli.repository;

import io.holdfast.blob.FileId;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.RepositoryOptions;
import io.holdfast.task.Secret;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code repo key add}: lets one more password open the repository. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Lets one more password open the repository.",
        footer = "%n--json prints an object of the message_type key_added.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the new password opens the repository",
            "1:failed; no password has changed",
            "2:wrong use",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
final class KeyAddCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    private final NewKey key = new NewKey();

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    KeyAddCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    private record Added(String messageType, String id, String shortId) {}

    @Override
    public Integer call() {
        HostIdentity self = HostIdentity.current();
        Secret password = key.password();
        RepositoryOptions options = key.options(self);
        try (RepositorySession session = repository.open(invocation, self, LockMode.SHARED, output)) {
            FileId added = session.repository().keys().add(password, options);
            output.result(
                    "added key " + added.toShortHex() + " of " + options.username() + " on " + options.hostname(),
                    new Added("key_added", added.toHex(), added.toShortHex()));
        }
        return ExitCode.OK.number();
    }
}
