/** Classes that break rules on purpose. */
@NullMarked
package io.holdfast.architecture.wrong.scan;

import org.jspecify.annotations.NullMarked;
