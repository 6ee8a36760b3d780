package io.holdfast.cli.session;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The password that opens a repository, which restic has to read from the same file and variables. */
public final class GivenPassword {
    private static final Pattern ENDS = Pattern.compile("\\A\\p{IsWhite_Space}+|\\p{IsWhite_Space}+\\z");

    private GivenPassword() {}

    /** From the named file, or else as the variables say; one that is set to nothing counts as unset. */
    static Secret of(Optional<Path> named, Map<String, String> variables) {
        Optional<Path> file = named.filter(path -> !path.toString().isEmpty())
                .or(() -> variable(variables, "RESTIC_PASSWORD_FILE").map(Path::of));
        return file.map(GivenPassword::read)
                .or(() -> variable(variables, "RESTIC_PASSWORD"))
                .map(Secret::new)
                .orElseThrow(() -> new BackupException(
                        FailureKind.INVALID_INPUT,
                        "no password is given: pass --password-file, or set RESTIC_PASSWORD_FILE or RESTIC_PASSWORD"
                                + (variable(variables, "RESTIC_PASSWORD_COMMAND")
                                                .isPresent()
                                        ? "; RESTIC_PASSWORD_COMMAND is not served"
                                        : "")));
    }

    private static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    private static String read(Path file) {
        String password = trimmed(GivenFile.read(file, "the password file"));
        if (password.isEmpty()) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    "the password file " + file + " is empty: write the password into its first line");
        }
        return password;
    }

    /** All of a file's text but white space at its ends. Lines stay: who has made a repository by several could not open it. */
    public static String trimmed(String text) {
        return ENDS.matcher(text).replaceAll("");
    }
}
