package io.holdfast.integration.workload;

import io.holdfast.integration.program.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that goes with its test, whatever names and modes lie in it. */
public record Scratch(Path path) implements AutoCloseable {
    public static Scratch create() {
        try {
            return new Scratch(Files.createTempDirectory("scratch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        Shell.here().run("rm -rf --one-file-system \"$1\"", path.toString());
    }
}
