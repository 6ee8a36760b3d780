@NullMarked
package io.holdfast.objectstore;

import org.jspecify.annotations.NullMarked;
