/** {@code repo restore}: a snapshot, or what options choose of it, comes in; files in a directory go out. */
@NullMarked
package io.holdfast.cli.restore;

import org.jspecify.annotations.NullMarked;
