package io.holdfast.browse;

import java.util.Locale;

/** What is counted of snapshots, by restic's words. */
public enum StatsMode {
    /** The entries of each snapshot, and the bytes that restoring all of them would write. */
    RESTORE_SIZE,
    /** Files whose content is not that of another one; all without content are one. */
    FILES_BY_CONTENTS,
    /** Files, each content once, and the blobs in them, each once in a file. */
    BLOBS_PER_FILE,
    /** Blobs, each once, and what they take up in the repository. */
    RAW_DATA;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String label() {
        return label;
    }
}
