package io.holdfast.cli.repository;

import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.output.RowOutput;
import io.holdfast.cli.output.TimeText;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.cli.session.Invocation;
import io.holdfast.cli.session.ProgramVersion;
import io.holdfast.cli.session.RepositoryPlace;
import io.holdfast.cli.session.RepositorySession;
import io.holdfast.repository.KeyListing;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.StoredKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code repo key list}: which keys there are. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Lists the keys. The one whose password has been given has a * before it.",
        footer = "%n--json prints an object of the message_type key for each.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:listed",
            "1:failed",
            "2:wrong use",
            "10:there is no repository",
            "11:the repository is locked",
            "12:wrong password",
            "130:interrupted"
        })
final class KeyListCommand implements Callable<Integer> {
    private static final String ROW = "%-1s%-8s  %-25s  %-16s  %s";

    private final Invocation invocation;

    @Mixin
    private final RepositoryPlace repository = new RepositoryPlace();

    @Mixin
    private final Output output = new Output();

    KeyListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        try (RepositorySession session = repository.open(invocation, HostIdentity.current(), LockMode.SHARED, output);
                RowOutput rows = output.rows()) {
            KeyListing listing = session.repository().keys().list();
            rows.heading(() -> ROW.formatted("", "ID", "Made", "User", "Host"));
            listing.keys().forEach(key -> rows.add(() -> row(key), () -> KeyView.of(key)));
            listing.damaged()
                    .forEach(damage -> output.trouble("keys", String.valueOf(damage.getMessage()), "list", false));
        }
        return ExitCode.OK.number();
    }

    private static String row(StoredKey key) {
        return ROW.formatted(
                key.current() ? "*" : "",
                key.id().toShortHex(),
                key.origin().created().map(TimeText::of).orElse("unknown"),
                key.origin().username(),
                key.origin().hostname());
    }
}
