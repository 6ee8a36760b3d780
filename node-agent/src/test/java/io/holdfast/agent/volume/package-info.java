/** Tests of the agent's volume. */
@NullMarked
package io.holdfast.agent.volume;

import org.jspecify.annotations.NullMarked;
