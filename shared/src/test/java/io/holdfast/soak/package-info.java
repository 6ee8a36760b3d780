/** Random tests: a few rounds of each in every run of the tests, minutes of them by {@code tools/soak}. */
@NullMarked
package io.holdfast.soak;

import org.jspecify.annotations.NullMarked;
