/**
 * Brings files to the store under the names that restic expects. A {@link io.holdfast.pack.FinishedPack} comes in, a
 * {@link io.holdfast.upload.StoredPack} goes out, and is durable; small sealed JSON files go both ways through
 * {@link io.holdfast.upload.SealedFiles}. Buffers stay with their owners.
 */
@NullMarked
package io.holdfast.upload;

import org.jspecify.annotations.NullMarked;
