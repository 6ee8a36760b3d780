package io.holdfast.linux;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The directory that a tree of files begins at, open: what has its path later does not matter. Whoever opened it closes it.
 *
 * @param path where it was found, for messages only
 */
public record TreeRoot(OpenDirectory directory, String path) implements AutoCloseable {
    public TreeRoot {
        Objects.requireNonNull(directory, "directory is null");
        Objects.requireNonNull(path, "path is null");
    }

    /** Opens what an operator's path leads to; {@code NOT_FOUND} where there is nothing. */
    public static TreeRoot open(Path path) {
        return open(path, FailureKind.UNREADABLE);
    }

    /** The same, to be written to; made where it does not exist. */
    public static TreeRoot make(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.UNWRITABLE,
                    "cannot make the directory " + path + " to restore into: "
                            + (e instanceof FileAlreadyExistsException ? "a file is in its way" : e.getMessage()),
                    e);
        }
        return open(path, FailureKind.UNWRITABLE);
    }

    private static TreeRoot open(Path path, FailureKind otherwise) {
        try {
            return new TreeRoot(OpenDirectory.open(path), path.toString());
        } catch (LinuxError error) {
            throw error.at(path.toString(), otherwise);
        }
    }

    @Override
    public void close() {
        directory.close();
    }
}
