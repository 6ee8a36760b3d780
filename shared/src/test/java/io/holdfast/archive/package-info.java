/** Tests of the joined data path. */
@NullMarked
package io.holdfast.archive;

import org.jspecify.annotations.NullMarked;
