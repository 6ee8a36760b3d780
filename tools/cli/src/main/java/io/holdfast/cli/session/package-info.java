/**
 * What a command works in: the environment's variables and the options that all commands share come in; a repository that is
 * open and locked goes out, as an {@link io.holdfast.cli.session.RepositorySession} that the command closes.
 */
@NullMarked
package io.holdfast.cli.session;

import org.jspecify.annotations.NullMarked;
