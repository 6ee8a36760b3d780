@NullMarked
package io.holdfast.cli.restore;

import org.jspecify.annotations.NullMarked;
