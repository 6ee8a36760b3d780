package io.holdfast.integration.program;

import java.nio.charset.StandardCharsets;

/** A call that has ended. */
public final class Finished {
    private final String call;
    private final int exitCode;
    private final byte[] output;
    private final String errors;

    Finished(String call, int exitCode, byte[] output, String errors) {
        this.call = call;
        this.exitCode = exitCode;
        this.output = output;
        this.errors = errors;
    }

    public int exitCode() {
        return exitCode;
    }

    public String output() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /** The output with each byte as one character, for names that are no text. */
    public String rawOutput() {
        return new String(output, StandardCharsets.ISO_8859_1);
    }

    public String errors() {
        return errors;
    }

    /** Itself if it succeeded; otherwise the test fails with what was said. */
    public Finished succeeded() {
        if (exitCode != 0) {
            throw new AssertionError(toString());
        }
        return this;
    }

    @Override
    public String toString() {
        return "%s: exit code %d%n%s%n%s"
                .formatted(call, exitCode, output(), errors)
                .strip();
    }
}
