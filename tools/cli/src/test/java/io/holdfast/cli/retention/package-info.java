@NullMarked
package io.holdfast.cli.retention;

import org.jspecify.annotations.NullMarked;
