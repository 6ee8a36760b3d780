/**
 * What lies in a location in, Backups and PodVolumeBackups in the cluster out: so a fresh cluster knows the backups of an
 * old one. A finished Backup whose objects are gone from the location is deleted.
 */
@NullMarked
package io.holdfast.coordinator.sync;

import org.jspecify.annotations.NullMarked;
