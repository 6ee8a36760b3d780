/**
 * What a run knows of itself, written into its resource. Statuses in, merge patches out: velero.io has no status
 * subresource, and fields that a patch does not name keep their value.
 */
@NullMarked
package io.holdfast.coordinator.status;

import org.jspecify.annotations.NullMarked;
