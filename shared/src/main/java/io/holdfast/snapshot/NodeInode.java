package io.holdfast.snapshot;

/**
 * Where a file's content is kept: what tells hard links from copies, and whether a file is the one seen before. All numbers
 * are unsigned 64-bit; 0 stands for unknown and is not written. {@code device} belongs only to nodes with several links:
 * volumes are mounted under changing numbers, which would change every tree.
 */
public record NodeInode(long number, long device, long links) {
    public static final NodeInode UNKNOWN = new NodeInode(0, 0, 0);
}
