/**
 * zstd, with frames as restic reads and writes them. A {@link io.holdfast.dedup.Claim.Mine} comes in, a
 * {@link io.holdfast.compress.CompressedBlob} goes out, its bytes in a buffer of the compressor that the next blob reuses, or
 * still the caller's where compressing does not pay. The only package that knows the zstd library.
 */
@NullMarked
package io.holdfast.compress;

import org.jspecify.annotations.NullMarked;
