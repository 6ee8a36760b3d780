/**
 * {@code repo backup}: a directory comes in, a snapshot goes out. {@link io.holdfast.cli.backup.ParentChoice} says what it is
 * compared with; {@link io.holdfast.cli.backup.ResumePoint} keeps what is stored until the snapshot is there.
 */
@NullMarked
package io.holdfast.cli.backup;

import org.jspecify.annotations.NullMarked;
