package io.holdfast.save;

/**
 * What a saver has stored: new blobs of each type, their bytes as plaintext, and the bytes they take in packs. Blobs that
 * were there already do not count.
 */
public record SavedBytes(long dataBlobs, long treeBlobs, long plainBytes, long packedBytes) {}
