/**
 * The Linux calls that a faithful backup needs and {@code java.nio} lacks: files and directories opened below a directory
 * descriptor without following links, entries as the kernel lists them, full status, holes, extended attributes. In:
 * one path of a root, then single {@link io.holdfast.linux.FileName}s; so no path is too long and none leads out. Out:
 * descriptors, owned by whoever opened them, and {@link io.holdfast.linux.LinuxError}s. Buffers stay the caller's.
 */
@NullMarked
package io.holdfast.linux;

import org.jspecify.annotations.NullMarked;
