/** Scenarios on the real things: they say what a user does and what must hold then; how it is done lies in the packages below. */
@NullMarked
package io.holdfast.integration;

import org.jspecify.annotations.NullMarked;
