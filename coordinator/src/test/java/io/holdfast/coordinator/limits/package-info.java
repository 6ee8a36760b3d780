/** Tests of the limits that a ConfigMap gives. */
@NullMarked
package io.holdfast.coordinator.limits;

import org.jspecify.annotations.NullMarked;
