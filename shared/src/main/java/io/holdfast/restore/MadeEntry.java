package io.holdfast.restore;

import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;

/** What has been made in the target and may get further names. */
interface MadeEntry {
    TargetDirectory directory();

    FileName name();

    /** Whether this is its status: its name may have changed hands. */
    boolean is(FileStatus status);

    /** A hard link to it was made, which shares its fate: tells the ledger what has become of it, now or later. */
    void addName(String path, RestoreLedger ledger);
}
