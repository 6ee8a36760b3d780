package io.holdfast.cli.session;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that the command line names. */
public final class GivenFile {
    private GivenFile() {}

    /** Its text; {@code INVALID_INPUT} names it and tells why it cannot be read. */
    public static String read(Path file, String what) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    what + " " + file + " cannot be read: "
                            + switch (e) {
                                case NoSuchFileException _ -> "no such file";
                                case AccessDeniedException _ -> "permission denied";
                                default -> e.getMessage();
                            },
                    e);
        }
    }
}
