package io.holdfast.cli.session;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that the command line names. */
public final class GivenFile {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private GivenFile() {}

    /** Its text; {@code INVALID_INPUT} names it and tells why it cannot be read. */
    public static String read(Path file, String what) {
        try {
            String text = Files.readString(file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    what + " " + file + " cannot be read: "
                            + switch (e) {
                                case NoSuchFileException _ -> "no such file";
                                case AccessDeniedException _ -> "permission denied";
                                case CharacterCodingException _ -> "it is not text in UTF-8";
                                default -> e.getMessage();
                            },
                    e);
        }
    }
}
