package io.holdfast.cli.session;

import io.holdfast.cli.output.ExitCode;
import io.holdfast.failure.BackupException;

/** A failure whose exit code its kind alone does not tell. */
public final class CommandFailure extends RuntimeException {
    private final ExitCode exitCode;

    CommandFailure(ExitCode exitCode, BackupException cause) {
        super(cause.getMessage(), cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
