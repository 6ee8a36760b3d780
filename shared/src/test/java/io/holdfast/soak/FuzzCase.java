package io.holdfast.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Bytes that a parser stumbled over, which {@code tools/soak} gives to the same parser again, whatever the samples are then. */
final class FuzzCase {
    /** A file with the bytes that are to be played again. */
    private static final String GIVEN = "holdfast.soak.case";

    /** The kernel takes no longer argument than 128 KiB. */
    private static final int LONGEST_ARGUMENT = 100_000;

    private final Name name;
    private final byte[] bytes;

    /** The test that gives the bytes to the parser. */
    record Name(String testClass, String method) {
        @Override
        public String toString() {
            return testClass + "#" + method;
        }
    }

    FuzzCase(Name name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes.clone();
    }

    static Optional<byte[]> given() {
        return Optional.ofNullable(System.getProperty(GIVEN)).map(file -> {
            try {
                return Files.readAllBytes(Path.of(file));
            } catch (IOException e) {
                throw new UncheckedIOException("the case to play again cannot be read", e);
            }
        });
    }

    /** The failure, and the command that repeats it. */
    AssertionError failure(Throwable failure) {
        String said = failure instanceof AssertionError ? String.valueOf(failure.getMessage()) : failure.toString();
        return new AssertionError(said + "%nTo play this case again:%n%s".formatted(command()), failure);
    }

    private String command() {
        String base64 = Base64.getEncoder().encodeToString(bytes);
        String command = "tools/soak fuzz --case '" + name + "' ";
        return command + (base64.length() > LONGEST_ARGUMENT ? "- <<< '" + base64 + "'" : "'" + base64 + "'");
    }
}
