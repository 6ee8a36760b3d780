/**
 * One backup from its start to its end: an admitted Backup in; a published backup, or a failed resource and nothing else,
 * out. What a run needs of the disk lies in a folder of its own, which it deletes.
 */
@NullMarked
package io.holdfast.coordinator.run;

import org.jspecify.annotations.NullMarked;
