package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.snapshot.TreeBuilder;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.snapshot.TreeSink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directory whose entries are being archived. The walk reserves a place for each entry, in the order of the tree; workers
 * fill the places in any order; nodes move into the tree as soon as all before them have. Whoever fills the last place
 * of a directory finishes it, and fills its place in the directory above. Thread-safe.
 */
final class PendingDirectory {
    /** What becomes of a directory. The root gives its tree away and has no node. */
    interface Completion {
        /** The directory's node with this tree, which need not be the last word. */
        Optional<TreeNode> node(BlobId tree);

        /** The tree holds all that there is. */
        void finished(BlobId tree);
    }

    /** A tree in the making, and the entries behind it that have not moved into it yet. */
    record SoFar(TreeBuilder tree, List<Place> waiting) {}

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
        if (above != null) {
            above.isFor(this);
        }
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

    /** Ends the wait for an entry, with its node or with none where it could not be read. */
    void fill(Place place, Optional<TreeNode> node) {
        if (accept(place, node)) {
            finish();
        }
    }

    /** A copy of what it holds by now; empty once it is being finished. */
    synchronized Optional<SoFar> soFar() {
        return isDone() ? Optional.empty() : Optional.of(new SoFar(tree().copy(), List.copyOf(places)));
    }

    Optional<TreeNode> node(BlobId unfinished) {
        return completion.node(unfinished);
    }

    /** Saves the tree, fills this directory's place with its node, and goes on with the one above if that was its last. */
    private void finish() {
        PendingDirectory finished = this;
        while (true) {
            BlobId id = finished.tree().save();
            finished.completion.finished(id);
            Place place = finished.above;
            if (place == null || !place.directory().accept(place, finished.completion.node(id))) {
                return;
            }
            finished = place.directory();
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
        return isDone();
    }

    private boolean isDone() {
        return sealed && places.isEmpty();
    }

    /** Puts the node in its place and moves what is ready into the tree; whether the directory is to be finished now. */
    private synchronized boolean accept(Place place, Optional<TreeNode> node) {
        place.accept(node);
        for (Place first = places.peekFirst(); first != null && first.isFilled(); first = places.peekFirst()) {
            places.removeFirst();
            first.node().ifPresent(tree()::add);
            first.passed();
        }
        return isDone();
    }
}
