/** The process stops at each call to the store and to the kernel in turn; whatever was under way must be whole or go on. */
@NullMarked
package io.holdfast.crash;

import org.jspecify.annotations.NullMarked;
