package io.holdfast.architecture.wrong.cli.restore;

import io.holdfast.architecture.wrong.cli.backup.BackupCommand;

/** A command that sees another one. */
record RestoreCommand(BackupCommand other) {}
