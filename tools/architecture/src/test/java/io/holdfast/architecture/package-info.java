/**
 * The layout's rules. Compiled classes in, broken rules out, each with the line that breaks it. {@code wrong} holds
 * classes that break the rules on purpose, in a mirror of the layout, to show that every rule can fail.
 */
@NullMarked
package io.holdfast.architecture;

import org.jspecify.annotations.NullMarked;
