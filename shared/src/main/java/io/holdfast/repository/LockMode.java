package io.holdfast.repository;

/** Whether others may work beside the holder of a lock. */
public enum LockMode {
    /** Beside other shared locks: for reading, and for adding. */
    SHARED,
    /** Alone: for removing anything. */
    EXCLUSIVE
}
