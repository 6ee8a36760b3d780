/**
 * A finished backup into its store, with Velero's names and formats: files and values in, objects out; the run keeps its
 * files. {@code velero-backup.json} is written once and last: with it the backup exists.
 */
@NullMarked
package io.holdfast.coordinator.publish;

import org.jspecify.annotations.NullMarked;
