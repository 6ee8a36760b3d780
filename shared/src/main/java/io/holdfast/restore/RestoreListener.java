package io.holdfast.restore;

import io.holdfast.task.VolumeTaskOutcome.FileTrouble;

/** Hears how a restore goes on; called from many threads, and must not block. */
public interface RestoreListener {
    RestoreListener NONE = new RestoreListener() {};

    /** A file was found in the tree. Sums grow until the whole tree has been walked. */
    default void fileFound(long bytes) {}

    /** So many bytes of content are in place. */
    default void bytesRestored(long bytes) {}

    /** One entry is not, or not wholly, as it was. */
    default void trouble(FileTrouble trouble) {}

    /** A file is in place with its metadata, or was given up. */
    default void fileDone() {}
}
