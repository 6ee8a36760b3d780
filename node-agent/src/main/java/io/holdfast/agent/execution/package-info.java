/**
 * Assigned slices in, outcomes out: each slice runs on a thread of its own, through the data path of {@code shared}, and
 * is held until the coordinator has settled its result.
 */
@NullMarked
package io.holdfast.agent.execution;

import org.jspecify.annotations.NullMarked;
