package io.holdfast.browse;

import static io.holdfast.browse.StoredTrees.directory;
import static io.holdfast.browse.StoredTrees.file;
import static io.holdfast.browse.StoredTrees.fileBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.snapshot.NodeInode;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.upload.FileKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the comparison with restic does not show: what is read, and what depends on the order. */
class SnapshotStatsTest {
    private final StoredTrees trees = new StoredTrees();

    @AfterEach
    void close() {
        trees.close();
    }

    @ParameterizedTest
    @EnumSource(StatsMode.class)
    void shouldReadWhatSnapshotsShareOnce(StatsMode mode) {
        BlobId shared = trees.tree(directory("deep", trees.tree(file("a", trees.blob("content")))));
        BlobId first = trees.tree(directory("x", shared), directory("y", shared));
        BlobId second = trees.tree(directory("x", shared), file("b"));
        trees.store.forgetReads();
        StatsFigures _ = stats(mode, first, second, first);
        assertThat(trees.store.reads(FileKind.PACK.prefix()))
                .as("two roots, the shared tree and the one in it")
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldCountAFileOfSeveralNamesOnceInEachSnapshot() {
        BlobId blob = trees.blob("content");
        BlobId links = trees.tree(linked("a", blob), linked("b", blob));
        BlobId root = trees.tree(directory("x", links), directory("y", links), file("z"));
        StatsFigures figures = stats(StatsMode.RESTORE_SIZE, root, trees.tree(directory("x", links)));
        assertThat(figures.totalSize()).isEqualTo(2L * "content".length());
        assertThat(figures.files()).isEqualTo(7 + 3);
    }

    @Test
    void shouldCountNothingWhereSomethingIsLost() {
        BlobId root = trees.tree(directory("a", BlobId.of(new byte[] {1})));
        assertThatThrownBy(() -> stats(StatsMode.RESTORE_SIZE, root)).isInstanceOf(BackupException.class);
        BlobId lost = trees.tree(file("a", BlobId.of(new byte[] {1})));
        assertThatThrownBy(() -> stats(StatsMode.RAW_DATA, lost)).hasMessageContaining("No index knows the data blob");
        assertThatThrownBy(() -> stats(StatsMode.BLOBS_PER_FILE, lost)).hasMessageContaining("of /a");
    }

    private StatsFigures stats(StatsMode mode, BlobId... roots) {
        return SnapshotStats.of(
                List.of(roots).stream().map(root -> trees.snapshot(root, 1)).toList(), mode, trees.index());
    }

    private static TreeNode linked(String name, BlobId content) {
        return fileBuilder(name, content)
                .size("content".length())
                .inode(new NodeInode(7, 1, 4))
                .build();
    }
}
