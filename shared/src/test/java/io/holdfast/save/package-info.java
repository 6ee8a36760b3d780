/** Tests of what is stored, and of what happens when it cannot be. */
@NullMarked
package io.holdfast.save;

import org.jspecify.annotations.NullMarked;
