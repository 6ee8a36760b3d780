package io.holdfast.architecture.wrong.cli;

import io.holdfast.architecture.wrong.cli.backup.BackupCommand;

/** Breaks no rule: the root joins the commands. */
record JoinsCommands(BackupCommand command) {}
