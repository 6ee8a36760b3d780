package io.holdfast.coordinator.location;

import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;

/** All that opens a location's store; equal settings open the same store. */
record StoreSettings(StoreLocation location, StoreCredentials credentials) {}
