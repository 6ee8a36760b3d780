/**
 * The {@code holdfast repo} command: the data path on plain directories, without a cluster. {@link
 * io.holdfast.cli.HoldfastCli} takes a line and hands it to a command; what the command throws comes back as an exit code and
 * a sentence. The commands lie in {@code backup}, {@code restore}, {@code browse}, {@code check}, {@code retention} and
 * {@code repository}, and do not see each other. Each works in a {@code session}, on snapshots of a {@code selection}, shows its
 * {@code progress} and tells its {@code output}.
 */
@NullMarked
package io.holdfast.cli;

import org.jspecify.annotations.NullMarked;
