@NullMarked
package io.holdfast.check;

import org.jspecify.annotations.NullMarked;
