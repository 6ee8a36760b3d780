package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.index.BlobPlace;
import io.holdfast.linux.FileName;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class FetchPlanTest {
    private static final FileId PACK_A = FileId.of(new byte[] {1});
    private static final FileId PACK_B = FileId.of(new byte[] {2});

    private final FetchPlan plan = new FetchPlan();
    private TargetFile file;

    @BeforeEach
    void makeFile(@TempDir Path folder) throws Exception {
        try (OpenDirectory directory = OpenDirectory.open(folder)) {
            TreeNode node = TreeNode.builder(FileName.of("file"), NodeType.FILE).build();
            file = new TargetFile(TargetDirectory.root(directory.status()), node);
        }
    }

    @Test
    void shouldReadNeighboursTogetherAndOnce() {
        add(1, PACK_A, 0, 1_000);
        add(2, PACK_A, 1_000, 500);
        add(1, PACK_A, 0, 1_000);
        assertThat(plan.ranges()).singleElement().satisfies(range -> {
            assertThat(range.offset()).isZero();
            assertThat(range.length()).isEqualTo(1_500);
            assertThat(range.blobs()).hasSize(2);
            assertThat(range.blobs().getFirst().pieces()).hasSize(2);
        });
    }

    @Test
    void shouldSortWithinAPackAndKeepPacksInTheOrderOfNeed() {
        add(1, PACK_B, 5_000, 1_000);
        add(2, PACK_A, 0, 1_000);
        add(3, PACK_B, 0, 1_000);
        assertThat(plan.ranges()).extracting(FetchRange::pack).containsExactly(PACK_B, PACK_A);
        assertThat(plan.ranges().getFirst().offset()).isZero();
    }

    @Test
    void shouldReadOverASmallGapOnly() {
        add(1, PACK_A, 0, 1_000);
        add(2, PACK_A, 1_000 + FetchPlan.WORTHWHILE_GAP, 1_000);
        add(3, PACK_A, 2_001 + 2 * FetchPlan.WORTHWHILE_GAP, 1_000);
        assertThat(plan.ranges())
                .extracting(FetchRange::length)
                .containsExactly(2_000 + FetchPlan.WORTHWHILE_GAP, 1_000);
    }

    @Test
    void shouldBoundARangeButNeverCutABlob() {
        int large = FetchPlan.LARGEST_RANGE / 2 + 1;
        add(1, PACK_A, 0, large);
        add(2, PACK_A, large, large);
        add(3, PACK_A, 2 * large, 2 * FetchPlan.LARGEST_RANGE);
        assertThat(plan.ranges())
                .extracting(FetchRange::length)
                .containsExactly(large, large, 2 * FetchPlan.LARGEST_RANGE);
    }

    @Test
    void shouldBeFullAfterManyPieces() {
        for (int i = 0; i < FetchPlan.MOST_PIECES; i++) {
            assertThat(plan.isFull()).isFalse();
            add(1, PACK_A, 0, 1_000);
        }
        assertThat(plan.isFull()).isTrue();
    }

    private void add(int content, FileId pack, int offset, int length) {
        BlobId id = BlobId.of(new byte[] {(byte) content});
        plan.add(id, new BlobPlace(pack, offset, length, length - 32, false), file, 0);
    }
}
