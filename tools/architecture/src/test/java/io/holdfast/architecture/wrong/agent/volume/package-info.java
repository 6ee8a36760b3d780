/** Classes that break rules on purpose. */
@NullMarked
package io.holdfast.architecture.wrong.agent.volume;

import org.jspecify.annotations.NullMarked;
