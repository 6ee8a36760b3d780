/** Tests of the agent's limits. */
@NullMarked
package io.holdfast.agent.limits;

import org.jspecify.annotations.NullMarked;
