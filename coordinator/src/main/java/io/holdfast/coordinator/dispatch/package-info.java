/**
 * Volume tasks in; placed on the agent of the volume's node, cut into slices, leased, retried and merged; outcomes out.
 */
@NullMarked
package io.holdfast.coordinator.dispatch;

import org.jspecify.annotations.NullMarked;
