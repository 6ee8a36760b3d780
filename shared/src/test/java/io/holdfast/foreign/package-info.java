/** Instruments of tests: the programs of others that must understand us, and trees of files that are hard to keep. */
@NullMarked
package io.holdfast.foreign;

import org.jspecify.annotations.NullMarked;
