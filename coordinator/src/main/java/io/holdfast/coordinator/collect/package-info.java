/**
 * What a backup consists of: planned blocks in; a tarball of their objects and the outcome of their volumes out. Files
 * lie in the run's folder, which the run deletes.
 */
@NullMarked
package io.holdfast.coordinator.collect;

import org.jspecify.annotations.NullMarked;
