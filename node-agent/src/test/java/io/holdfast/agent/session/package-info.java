/** Tests of the agent's session. */
@NullMarked
package io.holdfast.agent.session;

import org.jspecify.annotations.NullMarked;
