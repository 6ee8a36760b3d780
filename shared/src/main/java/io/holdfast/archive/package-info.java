/**
 * The one place where the stages of the data path are joined: a directory comes in, its tree and blobs lie in the repository
 * when it is done. {@link io.holdfast.archive.Archiver} is the door; large volumes are cut into slices, archived alone, and
 * their trees merged; {@link io.holdfast.save} stores what they are made of. Buffers in flight are leased from {@link io.holdfast.concurrent.DataPathLimits}; callers keep their
 * own.
 */
@NullMarked
package io.holdfast.archive;

import org.jspecify.annotations.NullMarked;
