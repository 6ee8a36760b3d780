/**
 * Who serves the namespace: at most one coordinator at a time, and none beside another server of the same resources. A
 * Lease in, the number of this leadership out; it fences what an earlier leader may still be doing.
 */
@NullMarked
package io.holdfast.coordinator.leadership;

import org.jspecify.annotations.NullMarked;
