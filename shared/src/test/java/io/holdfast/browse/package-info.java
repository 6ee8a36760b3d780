@NullMarked
package io.holdfast.browse;

import org.jspecify.annotations.NullMarked;
