package io.holdfast.check;

/** Hears how a check goes on; called from many threads, and must not block. */
public interface CheckListener {
    CheckListener NONE = new CheckListener() {};

    /** So many bytes of packs are to be read. */
    default void bytesToRead(long bytes) {}

    default void bytesRead(long bytes) {}

    default void treeChecked() {}
}
