package io.holdfast.cli;

import io.holdfast.failure.BackupException;

/** A failure whose exit code its kind alone does not tell. */
final class CommandFailure extends RuntimeException {
    private final ExitCode exitCode;

    CommandFailure(ExitCode exitCode, BackupException cause) {
        super(cause.getMessage(), cause);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
