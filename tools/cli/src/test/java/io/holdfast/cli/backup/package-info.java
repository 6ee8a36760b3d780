@NullMarked
package io.holdfast.cli.backup;

import org.jspecify.annotations.NullMarked;
