/**
 * Volumes of restored pods: what the backup has of them in; PodVolumeRestores, an init container that holds the pod, and
 * tasks for the agent of the node where the pod landed, out. A volume that fails never lets its pod start.
 */
@NullMarked
package io.holdfast.coordinator.restore.volumes;

import org.jspecify.annotations.NullMarked;
