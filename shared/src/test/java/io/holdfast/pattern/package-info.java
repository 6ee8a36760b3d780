@NullMarked
package io.holdfast.pattern;

import org.jspecify.annotations.NullMarked;
