/** Dispatch without a network: agents are played by hand, time passes when a test says so. */
@NullMarked
package io.holdfast.coordinator.dispatch;

import org.jspecify.annotations.NullMarked;
