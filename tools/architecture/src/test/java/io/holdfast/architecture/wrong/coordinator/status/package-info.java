/** Classes that break rules on purpose. */
@NullMarked
package io.holdfast.architecture.wrong.coordinator.status;

import org.jspecify.annotations.NullMarked;
