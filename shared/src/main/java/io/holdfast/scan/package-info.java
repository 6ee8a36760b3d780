/**
 * Walks a tree of files: in, an open root and what of it is wanted; out, each directory and each entry once, in the byte
 * order of names, parents before children. Directories stream: held are the names of those on the way to where the walk is,
 * and few descriptors, however deep the tree. Entries are handed on with a share of their open directory, which whoever
 * takes it gives back.
 */
@NullMarked
package io.holdfast.scan;

import org.jspecify.annotations.NullMarked;
