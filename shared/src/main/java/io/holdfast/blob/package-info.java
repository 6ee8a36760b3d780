/**
 * The unit of storage: a piece of a file's content, or one encoded directory, known by the SHA-256 of its plaintext.
 * Plain bytes come in, a {@link io.holdfast.blob.Blob} with its {@link io.holdfast.blob.BlobId} goes out. A blob borrows its
 * bytes from the caller and never copies them.
 */
@NullMarked
package io.holdfast.blob;

import org.jspecify.annotations.NullMarked;
