/** A real Kubernetes API for tests: programs of the test bed, started on loopback and ended with the test run. */
@NullMarked
package io.holdfast.coordinator.cluster;

import org.jspecify.annotations.NullMarked;
