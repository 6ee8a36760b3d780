package io.holdfast.scan;

import io.holdfast.linux.FileName;

/** Which entries below a directory a walk visits: all, or some, each with its own selection. Immutable. */
public sealed interface Selection permits WholeSelection, PartialSelection {
    Selection ALL = new WholeSelection();

    /** What is wanted below an entry that is wanted itself. */
    Selection below(FileName name);
}
