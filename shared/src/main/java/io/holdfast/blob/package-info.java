/**
 * The unit of storage: a piece of a file's content, or one encoded directory, known by the SHA-256 of its plaintext.
 * Plain bytes come in, their {@link io.holdfast.blob.BlobId} goes out; the bytes stay the caller's.
 */
@NullMarked
package io.holdfast.blob;

import org.jspecify.annotations.NullMarked;
