/**
 * What the cluster's configuration allows each node's agent: Velero's node-agent ConfigMap and the nodes' labels in,
 * {@link io.holdfast.task.NodeLimits} out, again after each change.
 */
@NullMarked
package io.holdfast.coordinator.limits;

import org.jspecify.annotations.NullMarked;
