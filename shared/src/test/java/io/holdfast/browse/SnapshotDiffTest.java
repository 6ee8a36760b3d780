package io.holdfast.browse;

import static io.holdfast.browse.StoredTrees.directory;
import static io.holdfast.browse.StoredTrees.file;
import static io.holdfast.browse.StoredTrees.fileBuilder;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.linux.FileName;
import io.holdfast.snapshot.NodeTime;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.upload.FileKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotDiffTest {
    private static final NodeTime EARLY = NodeTime.of(Instant.EPOCH);
    private static final NodeTime LATE = NodeTime.of(Instant.EPOCH.plusSeconds(1));

    private final StoredTrees trees = new StoredTrees();
    private final List<String> changes = new ArrayList<>();

    @AfterEach
    void close() {
        trees.close();
    }

    @Test
    void shouldTellWhatIsAddedRemovedAndChanged() {
        BlobId one = trees.blob("one");
        BlobId two = trees.blob("two more");
        BlobId old = trees.tree(file("b", one), file("c", one), directory("gone", trees.tree(file("x"))));
        BlobId now = trees.tree(
                file("a", two),
                file("b", two),
                file("c", one),
                directory("new", trees.tree(file("y"), directory("z", trees.tree()))));
        DiffTotals totals = compare(old, now, false);
        assertThat(changes).containsExactly("+ /a", "M? /b", "- /gone", "- /gone/x", "+ /new", "+ /new/y", "+ /new/z");
        assertThat(totals.changedFiles()).isOne();
        assertThat(totals.added().files()).isEqualTo(2);
        assertThat(totals.added().dirs()).isEqualTo(2);
        assertThat(totals.removed().files()).isOne();
        assertThat(totals.removed().dirs()).isOne();
        assertThat(totals.added().dataBlobs()).isOne();
        assertThat(totals.removed().dataBlobs()).as("blob one is in c still").isZero();
        assertThat(totals.added().treeBlobs()).as("the root, new and z").isEqualTo(3);
        assertThat(totals.removed().treeBlobs()).as("the root and gone").isEqualTo(2);
    }

    /** Nothing of what both have is read, however much there is. */
    @Test
    void shouldReadChangedDirectoriesOnly() {
        BlobId same = trees.tree(directory("deep", trees.tree(file("a"), file("b"))));
        BlobId old = trees.tree(directory("same", same), directory("other", trees.tree(file("x"))));
        BlobId now = trees.tree(directory("same", same), directory("other", trees.tree(file("y"))));
        trees.store.forgetReads();
        DiffTotals _ = compare(old, now, true);
        assertThat(changes).containsExactly("- /other/x", "+ /other/y");
        assertThat(trees.store.reads(FileKind.PACK.prefix()))
                .as("two roots, and other twice")
                .hasSize(4);
        trees.store.forgetReads();
        assertThat(compare(now, now, true).changedFiles()).isZero();
        assertThat(trees.store.reads(FileKind.PACK.prefix())).isEmpty();
    }

    @Test
    void shouldTellOfMetadataIfAsked() {
        BlobId one = trees.blob("one");
        BlobId two = trees.blob("two");
        TreeNode early = fileBuilder("time", one).modified(EARLY).build();
        TreeNode late = fileBuilder("time", one).modified(LATE).build();
        TreeNode content = fileBuilder("content", one).modified(EARLY).build();
        TreeNode otherContent = fileBuilder("content", two).modified(LATE).build();
        BlobId old = trees.tree(early, content, directory("d", trees.tree(file("x", one))));
        BlobId now = trees.tree(late, otherContent, directory("d", trees.tree(file("x", two))));
        assertThat(compare(old, now, false).changedFiles()).isEqualTo(2);
        assertThat(changes).containsExactly("M /content", "M? /d/x");
        DiffTotals _ = compare(old, now, true);
        assertThat(changes)
                .as("a directory is not changed by what is in it")
                .containsExactly("M /content", "M? /d/x", "U /time");
    }

    /** Zones and the order of attributes depend on who wrote the tree. */
    @Test
    void shouldNotTakeAnotherFormForAnotherTime() {
        NodeTime elsewhere = new NodeTime(EARLY.instant(), ZoneOffset.ofHours(2));
        BlobId old = trees.tree(fileBuilder("a").modified(EARLY).build(), file("b"));
        BlobId now = trees.tree(fileBuilder("a").modified(elsewhere).build());
        DiffTotals _ = compare(old, now, true);
        assertThat(changes).containsExactly("- /b");
    }

    /** What was in a directory that is a file now is gone, which restic passes over. */
    @Test
    void shouldTellWhatWasInADirectoryThatIsNoneAnyMore() {
        BlobId below = trees.tree(file("x"));
        TreeNode link = TreeNode.builder(FileName.of("b"), NodeType.SYMLINK).build();
        DiffTotals totals = compare(trees.tree(directory("a", below), file("b")), trees.tree(file("a"), link), false);
        assertThat(changes).containsExactly("T /a", "- /a/x", "T /b");
        assertThat(totals.removed().files()).isOne();
        DiffTotals _ = compare(trees.tree(file("a")), trees.tree(directory("a", below)), true);
        assertThat(changes).containsExactly("TU /a", "+ /a/x");
    }

    @Test
    void shouldGoOnAfterWhatIsLost() {
        BlobId gone = BlobId.of(new byte[] {1});
        BlobId old = trees.tree(directory("a", gone), directory("b", trees.tree(file("x"))), file("c"));
        BlobId now = trees.tree(directory("a", trees.tree()), directory("b", trees.tree()), directory("z", gone));
        DiffTotals _ = compare(old, now, false);
        assertThat(changes).containsExactly("lost /a", "- /b/x", "- /c", "+ /z", "lost /z");
    }

    private DiffTotals compare(BlobId old, BlobId now, boolean withMetadata) {
        changes.clear();
        SnapshotDiff.Listener listener = new SnapshotDiff.Listener() {
            @Override
            public void changed(WalkedPath path, String modifier, TreeNode node) {
                changes.add(modifier + " " + path);
            }

            @Override
            public void lost(WalkedPath path, BackupException failure) {
                changes.add("lost " + path);
            }
        };
        return new SnapshotDiff(trees.index(), withMetadata, listener).compare(old, now);
    }
}
