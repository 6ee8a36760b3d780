/**
 * How the program tells what it did: results, troubles and failures come in; sentences for people or JSON for programs go to
 * standard output and standard error, and an {@link io.holdfast.cli.output.ExitCode} to whoever called.
 */
@NullMarked
package io.holdfast.cli.output;

import org.jspecify.annotations.NullMarked;
