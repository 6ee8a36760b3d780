/** Classes that break rules on purpose. */
@NullMarked
package io.holdfast.architecture.wrong.cli.restore;

import org.jspecify.annotations.NullMarked;
