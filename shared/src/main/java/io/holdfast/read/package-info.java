/**
 * Reads an open file's bytes at offsets, and tells its holes without reading them. In: an open file and an array of the
 * caller's. Out: the array filled. Owns nothing but what it remembers of the file's layout.
 */
@NullMarked
package io.holdfast.read;

import org.jspecify.annotations.NullMarked;
