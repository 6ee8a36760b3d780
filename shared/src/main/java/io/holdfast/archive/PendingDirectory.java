package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.snapshot.TreeBuilder;
import io.holdfast.snapshot.TreeBuilder.TreeSink;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A directory whose entries are being archived. The walk reserves a place for each entry, in the order of the tree; workers
 * fill the places in any order; nodes move into the tree as soon as all before them have. Whoever fills the last place
 * of a directory finishes it, and fills its place in the directory above. Thread-safe.
 */
final class PendingDirectory {
    /** Makes the directory's own node once the id of its tree is known, or gives the root's id away and makes none. */
    interface Completion extends Function<BlobId, Optional<TreeNode>> {}

    /** An entry's place among its siblings. */
    static final class Place {
        private final PendingDirectory directory;
        private final Runnable onPassed;
        private boolean filled;
        private @Nullable TreeNode node;

        private Place(PendingDirectory directory, Runnable onPassed) {
            this.directory = directory;
            this.onPassed = onPassed;
        }

        /** Ends the wait for this entry, with its node or with none where it could not be read. */
        void fill(Optional<TreeNode> content) {
            if (directory.accept(this, content)) {
                directory.finish();
            }
        }
    }

    private final @Nullable Place above;
    private final TreeSink sink;
    private final Completion completion;
    private final Deque<Place> places = new ArrayDeque<>();
    private @Nullable TreeBuilder tree;
    private boolean sealed;

    /** A directory at a place of the one above; the root has none. */
    PendingDirectory(@Nullable Place above, TreeSink sink, Completion completion) {
        this.above = above;
        this.sink = sink;
        this.completion = completion;
    }

    /** The next entry's place; {@code onPassed} runs once the entry no longer waits for those before it. */
    synchronized Place reserve(Runnable onPassed) {
        Place place = new Place(this, onPassed);
        places.addLast(place);
        return place;
    }

    /** No more places will be reserved. */
    void seal() {
        if (markSealed()) {
            finish();
        }
    }

    /** Saves the tree, fills this directory's place with its node, and goes on with the one above if that was its last. */
    private void finish() {
        PendingDirectory finished = this;
        while (true) {
            Optional<TreeNode> node = finished.completion.apply(finished.tree().save());
            Place place = finished.above;
            if (place == null || !place.directory.accept(place, node)) {
                return;
            }
            finished = place.directory;
        }
    }

    /** Made with the first node, since directories wait in depth before they have one. */
    private synchronized TreeBuilder tree() {
        TreeBuilder builder = tree;
        if (builder == null) {
            builder = new TreeBuilder(sink);
            tree = builder;
        }
        return builder;
    }

    private synchronized boolean markSealed() {
        sealed = true;
        return places.isEmpty();
    }

    /** Puts the node in its place and moves what is ready into the tree; whether the directory is to be finished now. */
    private synchronized boolean accept(Place place, Optional<TreeNode> node) {
        place.filled = true;
        place.node = node.orElse(null);
        for (Place first = places.peekFirst(); first != null && first.filled; first = places.peekFirst()) {
            places.removeFirst();
            if (first.node != null) {
                tree().add(first.node);
            }
            first.onPassed.run();
        }
        return sealed && places.isEmpty();
    }
}
