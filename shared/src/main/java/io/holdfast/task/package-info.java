/**
 * The words that coordinator and agents share: volume tasks, their slices, and what is reported of them. Plain values;
 * how they travel is {@code wire}'s affair.
 */
@NullMarked
package io.holdfast.task;

import org.jspecify.annotations.NullMarked;
