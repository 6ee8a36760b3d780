/**
 * Generated messages of the agent protocol to and from the words of {@code task}. What comes in from the other process
 * is checked here; a message that this version does not know is refused by name.
 */
@NullMarked
package io.holdfast.wire;

import org.jspecify.annotations.NullMarked;
