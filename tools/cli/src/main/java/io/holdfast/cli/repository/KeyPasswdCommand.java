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
import io.holdfast.repository.RepositoryKeys;
import io.holdfast.repository.RepositoryOptions;
import io.holdfast.task.Secret;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code repo key passwd}: another password in the place of the given one. */
@Command(
        name = "passwd",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description =
                "Puts another password into the place of the one that is given: adds its key, sees to it that it opens the"
                        + " repository, and then removes the key that has opened it now. Other keys stay.",
        footer = "%n--json prints an object of the message_type key_replaced.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the new password opens the repository, the old one does not any more",
            "1:failed; the old password opens the repository, the new one may as well",
            "2:wrong use",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
final class KeyPasswdCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    private final NewKey key = new NewKey();

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    KeyPasswdCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    private record Replaced(String messageType, String id, String shortId) {}

    @Override
    public Integer call() {
        HostIdentity self = HostIdentity.current();
        Secret password = key.password();
        RepositoryOptions options = key.options(self);
        try (RepositorySession session = repository.open(invocation, self, LockMode.EXCLUSIVE, output)) {
            RepositoryKeys keys = session.repository().keys();
            FileId added = keys.replaceCurrent(password, options, session.lock());
            output.result(
                    "the password is changed; its key is " + added.toShortHex(),
                    new Replaced("key_replaced", added.toHex(), added.toShortHex()));
        }
        return ExitCode.OK.number();
    }
}
