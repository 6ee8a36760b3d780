/** Classes that break rules on purpose. */
@NullMarked
package io.holdfast.architecture.wrong.coordinator.run;

import org.jspecify.annotations.NullMarked;
