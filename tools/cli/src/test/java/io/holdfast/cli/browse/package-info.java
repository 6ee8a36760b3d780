@NullMarked
package io.holdfast.cli.browse;

import org.jspecify.annotations.NullMarked;
