@NullMarked
package io.holdfast.concurrent;

import org.jspecify.annotations.NullMarked;
