package io.holdfast.upload;

import io.holdfast.blob.FileId;

/** The kinds of files that a repository names by their ids, and where they lie; see restic's default layout. */
public enum FileKind {
    PACK("data", "pack"),
    INDEX("index", "index"),
    SNAPSHOT("snapshots", "snapshot"),
    LOCK("locks", "lock"),
    KEY("keys", "key");

    /** The one file with a fixed name. */
    public static final String CONFIG = "config";

    private final String directory;
    private final String label;

    FileKind(String directory, String label) {
        this.directory = directory;
        this.label = label;
    }

    /** The key in the store; packs are spread over 256 directories. */
    public String key(FileId id) {
        String hex = id.toHex();
        return this == PACK ? directory + "/" + hex.substring(0, 2) + "/" + hex : directory + "/" + hex;
    }

    /** What the keys of all files of this kind start with. */
    public String prefix() {
        return directory + "/";
    }

    /** The word for people. */
    public String label() {
        return label;
    }
}
