/** Tests of what travels between coordinator and agents. */
@NullMarked
package io.holdfast.wire;

import org.jspecify.annotations.NullMarked;
