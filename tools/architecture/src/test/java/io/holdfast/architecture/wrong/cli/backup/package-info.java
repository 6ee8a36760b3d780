/** Classes that break rules on purpose. */
@NullMarked
package io.holdfast.architecture.wrong.cli.backup;

import org.jspecify.annotations.NullMarked;
