package io.holdfast.browse;

import static io.holdfast.browse.StoredTrees.directory;
import static io.holdfast.browse.StoredTrees.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.upload.FileKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TreeWalkerTest {
    private final StoredTrees trees = new StoredTrees();

    @AfterEach
    void close() {
        trees.close();
    }

    /** Writes down what it is shown; goes as many levels down as its state tells. */
    private static final class Recorder implements TreeVisitor<Integer> {
        private final List<String> seen = new ArrayList<>();
        private int level;

        @Override
        public void visit(WalkedPath path, TreeNode node, Integer levels) {
            seen.add(path.toString());
        }

        @Override
        public Optional<Integer> enter(TreeNode directory, Integer levels) {
            return levels > 0 ? Optional.of(levels - 1) : Optional.empty();
        }

        @Override
        public void entered(BlobId tree, Integer levels) {
            level++;
        }

        @Override
        public void left() {
            level--;
        }

        @Override
        public void lost(WalkedPath path, BackupException failure) {
            seen.add("lost " + path);
        }
    }

    @Test
    void shouldShowDirectoriesBeforeWhatIsInThem() {
        BlobId below = trees.tree(file("x"), directory("y", trees.tree(file("z"))));
        BlobId root = trees.tree(file("a"), directory("b", below), file("c"));
        assertThat(walk(root, 9)).containsExactly("/a", "/b", "/b/x", "/b/y", "/b/y/z", "/c");
        assertThat(walk(root, 1)).containsExactly("/a", "/b", "/b/x", "/b/y", "/c");
        trees.store.forgetReads();
        assertThat(walk(root, 0)).containsExactly("/a", "/b", "/c");
        assertThat(trees.store.reads(FileKind.PACK.prefix())).as("trees read").hasSize(1);
    }

    @Test
    void shouldGoOnAfterWhatIsLost() {
        BlobId gone = BlobId.of(new byte[] {1});
        BlobId root = trees.tree(directory("a", gone), directory("b", trees.tree(file("x"))), directory("c", gone));
        assertThat(walk(root, 9)).containsExactly("/a", "lost /a", "/b", "/b/x", "/c", "lost /c");
        assertThatThrownBy(() -> walk(gone, 9)).isInstanceOf(BackupException.class);
    }

    @Test
    void shouldShowWhatPrecedesATear() {
        BlobId torn = trees.tornTree(file("x"), file("y"), file("z"));
        BlobId root = trees.tree(directory("a", torn), file("b"));
        assertThat(walk(root, 9)).containsExactly("/a", "lost /a", "/a/x", "/b");
        assertThat(walk(torn, 9)).containsExactly("lost /", "/x");
    }

    /** Each level is a tree of its own; a walk that called itself would end here. */
    @Test
    void shouldWalkThreeThousandLevels() {
        int levels = 3_000;
        BlobId tree = trees.chain(levels, file("bottom"));
        List<Integer> depths = new ArrayList<>();
        new TreeWalker<>(trees.index(), new TreeVisitor<Integer>() {
                    @Override
                    public void visit(WalkedPath path, TreeNode node, Integer depth) {
                        depths.add(depth);
                    }

                    @Override
                    public Optional<Integer> enter(TreeNode directory, Integer depth) {
                        return Optional.of(depth + 1);
                    }
                })
                .walk(tree, 0);
        assertThat(depths).hasSize(levels + 1).last().isEqualTo(levels);
    }

    @Test
    void shouldEndWhenItIsInterrupted() {
        BlobId root = trees.tree(file("a"), file("b"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> walk(root, 9))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CANCELLED));
        assertThat(Thread.interrupted()).isTrue();
    }

    private List<String> walk(BlobId root, int levels) {
        Recorder recorder = new Recorder();
        new TreeWalker<>(trees.index(), recorder).walk(root, levels);
        assertThat(recorder.level).as("levels entered and not left").isZero();
        return recorder.seen;
    }
}
