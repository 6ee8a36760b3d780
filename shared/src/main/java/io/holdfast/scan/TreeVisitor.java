package io.holdfast.scan;

import io.holdfast.linux.FileName;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;

/**
 * Told of each directory and entry of a walk, on the walk's thread. Calls nest: between a directory's {@code enter} and its
 * {@code leave} come those of all that it holds, in byte order of names.
 */
public interface TreeVisitor {
    /** A directory has been opened and listed. */
    void enter(WalkedDirectory directory) throws InterruptedException;

    /** An entry that is no directory, of this type where the listing or the selection tells, otherwise UNKNOWN. */
    void visit(WalkedDirectory directory, FileName name, FileType type) throws InterruptedException;

    /** All entries of the directory have been told. */
    void leave(WalkedDirectory directory) throws InterruptedException;

    /** An entry could not be looked at, or a directory not be opened; the walk goes on behind it. */
    void unreadable(WalkedDirectory directory, FileName name, LinuxError error);

    /** A directory's listing broke off; those entries that it gave are visited. */
    void incomplete(WalkedDirectory directory, LinuxError error);
}
