@NullMarked
package io.holdfast.cli.check;

import org.jspecify.annotations.NullMarked;
