package io.holdfast.browse;

import static io.holdfast.browse.StoredTrees.directory;
import static io.holdfast.browse.StoredTrees.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.objectstore.CountingObjectStore;
import io.holdfast.pattern.PathPatterns;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.upload.FileKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotSearchTest {
    private static final long SEED = 11;

    private final StoredTrees trees = new StoredTrees();

    @AfterEach
    void close() {
        trees.close();
    }

    private static final class Found implements SnapshotSearch.Listener {
        private final List<String> paths = new ArrayList<>();

        @Override
        public void found(WalkedPath path, TreeNode node, BlobId directory) {
            paths.add(path.toString());
        }

        @Override
        public void lost(WalkedPath path, BackupException failure) {
            paths.add("lost " + path);
        }
    }

    @Test
    void shouldFindNamesAndPaths() {
        BlobId below = trees.tree(file("a.txt"), file("b"), directory("d", trees.tree(file("c.txt"))));
        BlobId root = trees.tree(directory("x", below), file("z.txt"));
        assertThat(search(root, "*.txt")).containsExactly("/x/a.txt", "/x/d/c.txt", "/z.txt");
        assertThat(search(root, "/x/d")).containsExactly("/x/d", "/x/d/c.txt");
        assertThat(search(root, "/y/*")).isEmpty();
    }

    /** Nothing is read twice, whether or not it has something, and nothing at all where nothing can match. */
    @Test
    void shouldReadTreesThatSnapshotsShareOnce() {
        BlobId barren = trees.tree(directory("deep", trees.tree(file("nothing"))));
        BlobId fertile = trees.tree(directory("deep", trees.tree(file("wanted"), file("other"))));
        BlobId first = trees.tree(directory("a", barren), directory("b", fertile), file("1"));
        BlobId second = trees.tree(directory("a", barren), directory("b", fertile), directory("c", fertile), file("2"));
        SnapshotSearch<?> search = new SnapshotSearch<>(trees.index(), criterion("wanted"));
        trees.store.forgetReads();
        assertThat(search(search, first)).containsExactly("/b/deep/wanted");
        assertThat(search(search, second)).containsExactly("/b/deep/wanted", "/c/deep/wanted");
        assertThat(search(search, second)).containsExactly("/b/deep/wanted", "/c/deep/wanted");
        List<CountingObjectStore.Read> reads = trees.store.reads(FileKind.PACK.prefix());
        assertThat(reads).as("two roots and four trees").hasSize(6).doesNotHaveDuplicates();

        trees.store.forgetReads();
        assertThat(search(new SnapshotSearch<>(trees.index(), criterion("/d/wanted")), second))
                .isEmpty();
        assertThat(trees.store.reads(FileKind.PACK.prefix()))
                .as("the root alone")
                .hasSize(1);
    }

    /** However little is remembered, what is found is the same. */
    @Test
    void shouldFindTheSameWithAndWithoutMemory() {
        Random random = new Random(SEED);
        List<BlobId> roots = randomTrees(random);
        for (String pattern : List.of("a", "b/a", "/a/*/b", "/a/**/c", "[ab]", "/b", "c/c")) {
            SnapshotSearch<?> remembering = new SnapshotSearch<>(trees.index(), criterion(pattern));
            SnapshotSearch<?> forgetful = new SnapshotSearch<>(trees.index(), criterion(pattern), 2_000);
            for (BlobId root : roots) {
                List<String> alone = search(root, pattern);
                assertThat(search(remembering, root))
                        .as("seed %d, %s", SEED, pattern)
                        .isEqualTo(alone);
                assertThat(search(forgetful, root))
                        .as("seed %d, %s, with little memory", SEED, pattern)
                        .isEqualTo(alone);
            }
        }
    }

    @Test
    void shouldTellInEachSnapshotWhatIsLost() {
        BlobId root = trees.tree(directory("a", BlobId.of(new byte[] {1})), file("wanted"));
        BlobId above = trees.tree(directory("r", root));
        SnapshotSearch<?> search = new SnapshotSearch<>(trees.index(), criterion("wanted"));
        assertThat(search(search, above)).containsExactly("lost /r/a", "/r/wanted");
        assertThat(search(search, above)).containsExactly("lost /r/a", "/r/wanted");
    }

    @Test
    void shouldFindWhatRefersToBlobs() {
        BlobId wanted = trees.blob("wanted");
        BlobId other = trees.blob("other");
        BlobId below = trees.tree(file("f", other, wanted, wanted), file("g", other));
        BlobId root = trees.tree(directory("a", below), directory("b", below), file("h", wanted));
        ReferenceCriterion criterion = new ReferenceCriterion(wanted::equals, below::equals);
        SnapshotSearch<?> search = new SnapshotSearch<>(trees.index(), criterion);
        assertThat(search(search, root)).containsExactly("/a", "/a/f", "/b", "/b/f", "/h");
        TreeNode file = trees.index().tree(below).getFirst();
        assertThat(criterion.dataOf(file)).containsExactly(wanted);
    }

    /** Some roots with common parts at equal and at different places. */
    private List<BlobId> randomTrees(Random random) {
        List<BlobId> pool = new ArrayList<>(List.of(trees.tree(file("a"), file("c")), trees.tree(file("b"))));
        for (int i = 0; i < 25; i++) {
            List<TreeNode> nodes = new ArrayList<>();
            for (String name : List.of("a", "b", "c", "d")) {
                switch (random.nextInt(4)) {
                    case 0 -> nodes.add(file(name));
                    case 1, 2 -> nodes.add(directory(name, pool.get(random.nextInt(pool.size()))));
                    default -> {}
                }
            }
            pool.add(trees.tree(nodes.toArray(TreeNode[]::new)));
        }
        return pool.subList(pool.size() - 8, pool.size());
    }

    private List<String> search(BlobId root, String pattern) {
        return search(new SnapshotSearch<>(trees.index(), criterion(pattern)), root);
    }

    private static List<String> search(SnapshotSearch<?> search, BlobId root) {
        Found found = new Found();
        search.search(root, found);
        return found.paths;
    }

    private static PatternCriterion criterion(String pattern) {
        return new PatternCriterion(PathPatterns.of(List.of(pattern)));
    }
}
