/**
 * An item as it was in, the item as it is to be created out, or the reason why it is left out. Pure: JSON to JSON, one rule
 * for each kind that needs one.
 */
@NullMarked
package io.holdfast.coordinator.restore.transform;

import org.jspecify.annotations.NullMarked;
