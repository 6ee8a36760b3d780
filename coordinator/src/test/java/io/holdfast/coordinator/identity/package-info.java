/** Tests of tokens and certificates. */
@NullMarked
package io.holdfast.coordinator.identity;

import org.jspecify.annotations.NullMarked;
