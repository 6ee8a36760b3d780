package io.holdfast.check;

/** Hears how a check goes on; called from many threads, and must not block. */
public interface CheckListener {
    CheckListener NONE = new CheckListener() {};

    /** So many of the packs are to be read whole, of so many; and so many of their bytes. */
    default void packsToRead(long packs, long ofPacks, long bytes, long ofBytes) {}

    default void bytesRead(long bytes) {}

    default void treeChecked() {}
}
