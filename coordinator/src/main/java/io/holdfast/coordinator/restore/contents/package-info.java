/**
 * A backup's tarball in, its items out: streamed from the store in pieces, each item's JSON kept in one temporary file and
 * only its name in memory. Whoever read the items closes them.
 */
@NullMarked
package io.holdfast.coordinator.restore.contents;

import org.jspecify.annotations.NullMarked;
