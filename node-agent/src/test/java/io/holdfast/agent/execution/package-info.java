/** Tests of the agent's execution. */
@NullMarked
package io.holdfast.agent.execution;

import org.jspecify.annotations.NullMarked;
