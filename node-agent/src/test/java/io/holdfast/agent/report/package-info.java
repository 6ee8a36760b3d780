/** Tests of the agent's report. */
@NullMarked
package io.holdfast.agent.report;

import org.jspecify.annotations.NullMarked;
