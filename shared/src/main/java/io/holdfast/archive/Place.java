package io.holdfast.archive;

import io.holdfast.snapshot.TreeNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An entry's place among its siblings, from when the walk has met the entry until its node is in the tree. Thread-safe. */
final class Place {
    private final PendingDirectory directory;
    private final Runnable onPassed;
    private @Nullable PendingDirectory entries;
    private @Nullable Supplier<Optional<TreeNode>> beginning;
    private @Nullable TreeNode node;
    private boolean filled;

    Place(PendingDirectory directory, Runnable onPassed) {
        this.directory = directory;
        this.onPassed = onPassed;
    }

    PendingDirectory directory() {
        return directory;
    }

    /** Ends the wait for this entry, with its node or with none where it could not be read. */
    void fill(Optional<TreeNode> content) {
        directory.fill(this, content);
    }

    /** The entry is this directory. */
    synchronized void isFor(PendingDirectory below) {
        entries = below;
    }

    /** The entry is a file that is being stored, of which the supplier tells the beginning that has been. */
    synchronized void isBeingStored(Supplier<Optional<TreeNode>> stored) {
        beginning = stored;
    }

    synchronized void accept(Optional<TreeNode> content) {
        filled = true;
        node = content.orElse(null);
        entries = null;
        beginning = null;
    }

    synchronized boolean isFilled() {
        return filled;
    }

    /** The entry's node, where it has one by now. */
    synchronized Optional<TreeNode> node() {
        return Optional.ofNullable(node);
    }

    /** The directory that is still being archived here, if there is one. */
    synchronized Optional<PendingDirectory> entries() {
        return Optional.ofNullable(entries);
    }

    /** The node of the file as far as it has been stored, where its beginning has. */
    Optional<TreeNode> beginning() {
        Supplier<Optional<TreeNode>> stored;
        synchronized (this) {
            stored = beginning;
        }
        return stored == null ? Optional.empty() : stored.get();
    }

    void passed() {
        onPassed.run();
    }
}
