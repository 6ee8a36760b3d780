/**
 * What this node's agent may use: settings of several origins in, resized limits of the data path out. All slices of the
 * process share them.
 */
@NullMarked
package io.holdfast.agent.limits;

import org.jspecify.annotations.NullMarked;
