/**
 * One restore from its start to its end: a Restore in; resources and filled volumes, and a report of all that could not be
 * done, out. What a run needs of the disk lies in a folder of its own, which it deletes.
 */
@NullMarked
package io.holdfast.coordinator.restore;

import org.jspecify.annotations.NullMarked;
