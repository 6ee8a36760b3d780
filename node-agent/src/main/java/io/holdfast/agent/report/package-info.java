/**
 * What the agent shows of itself: metrics in Prometheus' format, whether it lives, whether a coordinator has it.
 */
@NullMarked
package io.holdfast.agent.report;

import org.jspecify.annotations.NullMarked;
