/**
 * A restic repository, version 2, opened in typed steps: {@link io.holdfast.repository.Repository} finds the key,
 * {@link io.holdfast.repository.OpenRepository} locks and knows snapshots, {@link io.holdfast.repository.IndexedRepository}
 * finds and opens blobs. The store stays the caller's; arrays that are returned are the caller's too.
 */
@NullMarked
package io.holdfast.repository;

import org.jspecify.annotations.NullMarked;
