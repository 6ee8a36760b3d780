/**
 * Cuts a file's bytes where their content says so, keyed, so that equal data give equal chunks within a repository and
 * lengths tell an observer nothing about known data. In: the bytes from a chunk's start, in the reader's buffer. Out: where
 * the chunk ends. The buffer stays the reader's; nothing is copied or kept.
 */
@NullMarked
package io.holdfast.chunk;

import org.jspecify.annotations.NullMarked;
