package io.holdfast.archive;

import io.holdfast.linux.FileName;
import io.holdfast.scan.WalkedDirectory;

/** An entry and the directory it is in; written out only for messages. */
record EntryPath(WalkedDirectory directory, FileName name) {
    String text() {
        return TreePath.text(directory.path(), name);
    }
}
