package io.holdfast.restore;

import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;

/** A link or device that has been made, finished at once. */
record MadeNode(TargetDirectory directory, FileName name, long inode, long device) implements MadeEntry {
    @Override
    public boolean is(FileStatus status) {
        return status.inode() == inode && status.device() == device;
    }

    @Override
    public void addName(String path, RestoreLedger ledger) {
        ledger.entryRestored();
    }
}
