/**
 * The coordinator's plain HTTP door: requests in, metrics, health and signed downloads out. Whoever starts it closes it; a
 * route answers on a thread of its own.
 */
@NullMarked
package io.holdfast.coordinator.http;

import org.jspecify.annotations.NullMarked;
