/**
 * Decides once per process who stores a blob. A {@link io.holdfast.blob.BlobId} comes in, a
 * {@link io.holdfast.dedup.Claim} goes out: it is stored already, somebody else is storing it, or it is the claimant's to
 * store. Bytes never come here.
 */
@NullMarked
package io.holdfast.dedup;

import org.jspecify.annotations.NullMarked;
