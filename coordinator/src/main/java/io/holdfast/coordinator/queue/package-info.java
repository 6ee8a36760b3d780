/**
 * Whose turn it is: the backups that wait and run in, an {@link io.holdfast.coordinator.queue.Admission} out. Pure: no
 * cluster, clock or thread.
 */
@NullMarked
package io.holdfast.coordinator.queue;

import org.jspecify.annotations.NullMarked;
