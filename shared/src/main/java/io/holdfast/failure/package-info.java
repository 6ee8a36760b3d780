/**
 * Work that cannot go on: what kind of trouble, with which object, and what the operator can do about it.
 */
@NullMarked
package io.holdfast.failure;

import org.jspecify.annotations.NullMarked;
