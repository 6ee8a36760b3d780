package io.holdfast.cli.repository;

import io.holdfast.cli.session.GivenFile;
import io.holdfast.cli.session.GivenPassword;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.repository.RepositoryOptions;
import io.holdfast.task.Secret;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The password of a key to be made, and who is noted as its owner. */
final class NewKey {
    @Option(
            names = "--new-password-file",
            paramLabel = "FILE",
            required = true,
            description = "Its only line is the new password.")
    private Path passwordFile = Path.of("");

    @Option(names = "--user", paramLabel = "NAME", description = "Noted in the key. Default: yours.")
    private @Nullable String username;

    @Option(names = "--host", paramLabel = "NAME", description = "Noted in the key. Default: this machine's name.")
    private @Nullable String hostname;

    /** {@code INVALID_INPUT} where it may be another one than whoever has written the file thinks. */
    Secret password() {
        String text = GivenFile.read(passwordFile, "the file of the new password");
        String password = GivenPassword.trimmed(text);
        if (password.isEmpty()) {
            throw refused("is empty: write the new password into its first line");
        }
        if (password.lines().count() > 1) {
            throw refused("has several lines, which would be one password: leave the new one alone in it");
        }
        if (!text.lines().findFirst().equals(Optional.of(password))) {
            throw refused("has white space around the new password, which would be cut off: choose another");
        }
        return new Secret(password);
    }

    RepositoryOptions options(HostIdentity self) {
        return RepositoryOptions.madeBy(
                username == null ? self.username() : username, hostname == null ? self.hostname() : hostname);
    }

    private BackupException refused(String why) {
        return new BackupException(
                FailureKind.INVALID_INPUT, "the file of the new password " + passwordFile + " " + why);
    }
}
