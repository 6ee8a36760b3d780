package io.holdfast.browse;

import io.holdfast.linux.FileName;
import io.holdfast.snapshot.TreeNode;
import java.util.List;
import java.util.Objects;

/** An entry that was found at a path, whose names these are, its own last. */
public record LocatedEntry(List<FileName> names, TreeNode node) {
    public LocatedEntry {
        names = List.copyOf(names);
        Objects.requireNonNull(node, "node is null");
    }

    public WalkedPath path() {
        return new WalkedPath(names);
    }
}
