/**
 * Many blobs in one file. {@link io.holdfast.encrypt.SealedBlob}s come in, and are copied into the buffer that the caller
 * lends; a {@link io.holdfast.pack.FinishedPack} goes out, which borrows that buffer until it has been uploaded.
 */
@NullMarked
package io.holdfast.pack;

import org.jspecify.annotations.NullMarked;
