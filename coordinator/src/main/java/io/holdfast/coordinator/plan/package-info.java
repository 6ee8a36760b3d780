/**
 * What belongs together: an inventory's items in, ordered ItemBlocks out. Pure: no cluster, clock or thread.
 */
@NullMarked
package io.holdfast.coordinator.plan;

import org.jspecify.annotations.NullMarked;
