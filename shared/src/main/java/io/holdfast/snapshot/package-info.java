/**
 * Directories and snapshots as restic writes them. {@link io.holdfast.snapshot.TreeNode}s come in, the bytes of a tree blob
 * go out, exact to the byte, because restic refuses to rewrite a tree that it would encode differently; and back again. A
 * {@link io.holdfast.snapshot.Snapshot} names the root tree. Returned arrays are the caller's.
 */
@NullMarked
package io.holdfast.snapshot;

import org.jspecify.annotations.NullMarked;
