/**
 * What bounds and joins concurrent work: limits, budgets, task groups and the only places that make threads. Owns no bytes:
 * a {@link io.holdfast.concurrent.Lease} counts them, the holder keeps them. Limits are independent of each other: whoever
 * needs several takes them in the order file, bytes, thread, and gives them back in the reverse order.
 */
@NullMarked
package io.holdfast.concurrent;

import org.jspecify.annotations.NullMarked;
