/**
 * Which snapshots to keep: snapshots and a {@link io.holdfast.retention.RetentionPolicy} come in, a
 * {@link io.holdfast.retention.ForgetPlan} for each group of them goes out. Nothing here reads or deletes anything.
 */
@NullMarked
package io.holdfast.retention;

import org.jspecify.annotations.NullMarked;
