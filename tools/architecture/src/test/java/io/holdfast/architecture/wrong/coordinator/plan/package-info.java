/** Classes that break rules on purpose. */
@NullMarked
package io.holdfast.architecture.wrong.coordinator.plan;

import org.jspecify.annotations.NullMarked;
