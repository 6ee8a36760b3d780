/** Classes that break rules on purpose. */
@NullMarked
package io.holdfast.architecture.wrong.index;

import org.jspecify.annotations.NullMarked;
