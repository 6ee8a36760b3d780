/**
 * BackupStorageLocations in, opened stores out. A store is opened once and shared; whoever opened a location closes it, and
 * a store whose settings have changed is closed when the last of its users has. Locations are asked each minute whether
 * they answer, and exactly one is the default.
 */
@NullMarked
package io.holdfast.coordinator.location;

import org.jspecify.annotations.NullMarked;
