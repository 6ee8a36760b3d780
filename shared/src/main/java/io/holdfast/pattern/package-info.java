/**
 * Patterns of paths, as restic's users write them: a text comes in, and while a walk goes down a tree, its
 * {@link io.holdfast.pattern.PatternPosition} tells of each entry whether it matches and whether anything below it can.
 */
@NullMarked
package io.holdfast.pattern;

import org.jspecify.annotations.NullMarked;
