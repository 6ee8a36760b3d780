/**
 * The {@code holdfast repo} command: the data path on plain directories, without a cluster. {@link
 * io.holdfast.cli.HoldfastCli} reads the line; one class for each command does the work within a {@link
 * io.holdfast.cli.RepositorySession}; {@link io.holdfast.cli.Output} tells people and programs.
 */
@NullMarked
package io.holdfast.cli;

import org.jspecify.annotations.NullMarked;
