package io.holdfast.blob;

import java.util.Locale;

/** What a blob holds; restic keeps the two apart, in packs of their own. */
public enum BlobType {
    /** A piece of a file's content. */
    DATA,
    /** One directory, as JSON. */
    TREE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word that index files use. */
    public String label() {
        return label;
    }
}
