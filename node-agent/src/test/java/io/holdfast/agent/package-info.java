/** The agent without a cluster: a coordinator and a data path played by hand. */
@NullMarked
package io.holdfast.agent;

import org.jspecify.annotations.NullMarked;
