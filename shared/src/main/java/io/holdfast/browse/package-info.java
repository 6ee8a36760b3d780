/**
 * Looks into snapshots without restoring them: a {@link io.holdfast.browse.SnapshotName} comes in, entries, differences,
 * figures or a file's bytes go out. Trees stream; only what is asked for is read.
 */
@NullMarked
package io.holdfast.browse;

import org.jspecify.annotations.NullMarked;
