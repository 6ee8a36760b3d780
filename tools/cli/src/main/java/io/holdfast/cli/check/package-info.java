/**
 * {@code repo check}: a repository comes in; what is wrong with it, what that harms and what repairs it goes out.
 */
@NullMarked
package io.holdfast.cli.check;

import org.jspecify.annotations.NullMarked;
