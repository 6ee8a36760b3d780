package io.holdfast.snapshot;

import java.util.Arrays;
import java.util.Optional;

/** What an entry of a tree is, by restic's words. */
public enum NodeType {
    FILE("file"),
    DIRECTORY("dir"),
    SYMLINK("symlink"),
    BLOCK_DEVICE("dev"),
    CHARACTER_DEVICE("chardev"),
    FIFO("fifo"),
    SOCKET("socket"),
    /** Neither of these; restic keeps such nodes without content. */
    IRREGULAR("irregular"),
    /** restic could not find out. */
    UNKNOWN("");

    private final String label;

    NodeType(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    static Optional<NodeType> ofLabel(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }
}
