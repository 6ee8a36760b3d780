package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.snapshot.TreeNode;
import java.util.Optional;

/**
 * What looks at the entries that a {@link TreeWalker} meets. {@code S} is what it knows of a directory and says of what is in
 * it. Called by one thread.
 */
public interface TreeVisitor<S> {
    /** An entry of the directory of this state; a directory comes before what is in it. The path changes after the call. */
    void visit(WalkedPath path, TreeNode node, S in);

    /** The state of the directory, or empty where it is not walked. Asked ahead too, so it must change nothing. */
    Optional<S> enter(TreeNode directory, S in);

    /** The walk of a directory begins, the top one's first; {@link #left} follows, those of directories in it between them. */
    default void entered(BlobId tree, S state) {}

    /** The walk of the directory that was entered last, and not left yet, has ended. */
    default void left() {}

    /** What is in the directory cannot be read, or not all of it. Throws where that makes all the rest worthless. */
    default void lost(WalkedPath path, BackupException failure) {
        throw failure;
    }
}
