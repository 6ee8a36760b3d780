/**
 * What stands in for Kubernetes: an API server in memory, and for each node the part of kubelet that lays out volumes and
 * starts containers in order. All else in the demo is the real thing.
 */
@NullMarked
package io.holdfast.demo.played;

import org.jspecify.annotations.NullMarked;
