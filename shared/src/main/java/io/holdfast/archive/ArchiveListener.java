package io.holdfast.archive;

import io.holdfast.task.VolumeTaskOutcome.FileTrouble;

/** Told how the work goes on, from any of its threads, often: implementations count and return. */
public interface ArchiveListener {
    /** Hears nothing. */
    ArchiveListener SILENT = new ArchiveListener() {};

    /** A file was found, with this many bytes to be read or recognised. */
    default void found(long bytes) {}

    /** So many bytes more have been stored, or recognised as stored. */
    default void advanced(long bytes) {}

    /** A file is finished, its bytes told before. */
    default void fileDone() {}

    default void trouble(FileTrouble trouble) {}

    /** What is there but was left out on purpose: another file system's files, sockets. */
    default void leftOut(String path, String reason) {}
}
