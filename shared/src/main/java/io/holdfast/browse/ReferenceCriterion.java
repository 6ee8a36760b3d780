package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.snapshot.TreeNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * Looks for files and directories that refer to blobs, wherever they lie.
 *
 * @param data which blobs of files are meant
 * @param trees which blobs of directories are meant
 */
public record ReferenceCriterion(Predicate<BlobId> data, Predicate<BlobId> trees)
        implements SearchCriterion<ReferenceCriterion.Anywhere> {
    /** Where an entry lies has nothing to do with what it refers to. */
    public record Anywhere() {}

    @Override
    public Anywhere atRoot() {
        return new Anywhere();
    }

    @Override
    public Anywhere enter(TreeNode node, Anywhere in) {
        return in;
    }

    @Override
    public boolean matches(TreeNode node, Anywhere state) {
        return !treesOf(node).isEmpty() || contentOf(node).stream().anyMatch(data);
    }

    @Override
    public boolean mayMatchBelow(Anywhere state) {
        return true;
    }

    /** The blobs that are meant in the file's content, each once; none of other entries. */
    public List<BlobId> dataOf(TreeNode node) {
        return contentOf(node).stream().filter(data).distinct().toList();
    }

    /** The tree of the directory, if it is meant. */
    public List<BlobId> treesOf(TreeNode node) {
        return node.subtree().filter(trees).stream().toList();
    }

    private static List<BlobId> contentOf(TreeNode node) {
        return node.content().orElse(List.of());
    }
}
