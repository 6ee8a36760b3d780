/**
 * What the cluster wants, brought to whoever has to act on it: resources in, one call at a time for each name out. A call
 * carries the newest state known, never a difference, so that nothing is lost with an event.
 */
@NullMarked
package io.holdfast.coordinator.watch;

import org.jspecify.annotations.NullMarked;
