/**
 * Which snapshots a command is about: its options come in, snapshots of the repository go out, also in the form that programs
 * read.
 */
@NullMarked
package io.holdfast.cli.selection;

import org.jspecify.annotations.NullMarked;
