package io.holdfast.browse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.upload.FileKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FileContentTest {
    private final StoredTrees trees = new StoredTrees();
    private final List<String> written = new ArrayList<>();

    @AfterEach
    void close() {
        trees.close();
    }

    @Test
    void shouldWriteAllBlobsInOrder() {
        List<String> parts = IntStream.range(0, 40).mapToObj(i -> "part " + i).toList();
        write(file(parts.stream().map(trees::blob).toList()));
        assertThat(written).containsExactlyElementsOf(parts);
    }

    @Test
    void shouldFetchOnceWhatComesAgainAndAgain() {
        BlobId zeros = trees.blob("zeros");
        TreeNode file = file(List.of(zeros, zeros, zeros, zeros));
        trees.store.forgetReads();
        write(file);
        assertThat(written).containsExactly("zeros", "zeros", "zeros", "zeros");
        assertThat(trees.store.reads(FileKind.PACK.prefix())).hasSize(1);
    }

    @Test
    void shouldWriteNothingOfAFileThatIsKnownToBeTorn() {
        BlobId there = trees.blob("there");
        assertThatThrownBy(() -> write(file(List.of(there, BlobId.of(new byte[] {1})))))
                .hasMessageContainingAll("the file", "no index knows its blob");
        assertThatThrownBy(
                        () -> write(StoredTrees.fileBuilder("f", there).size(99).build()))
                .hasMessageContainingAll("the file", "99 bytes, but its content has 5");
        assertThat(written).isEmpty();
    }

    /** The lost blob's own failure comes out, not that of one after it, and not before what can be read. */
    @Test
    void shouldWriteWhatComesBeforeALostBlob() {
        List<BlobId> blobs =
                IntStream.range(0, 6).mapToObj(i -> trees.blob("part " + i)).toList();
        String pack = FileKind.PACK.key(
                trees.index().locate(blobs.get(3), BlobType.DATA).orElseThrow().pack());
        byte[] bytes = trees.store.get(pack);
        bytes[20] ^= 1;
        trees.store.put(pack, ObjectContent.of(bytes));
        assertThatThrownBy(() -> write(file(blobs)))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT))
                .hasMessageContaining(pack.substring(pack.lastIndexOf('/') + 1));
        assertThat(written).containsExactly("part 0", "part 1", "part 2");
    }

    private void write(TreeNode file) {
        new FileContent(trees.index()).write(file, "the file", bytes -> written.add(new String(bytes, UTF_8)));
    }

    private TreeNode file(List<BlobId> content) {
        long size = content.stream()
                .mapToLong(id -> trees.index()
                        .locate(id, BlobType.DATA)
                        .map(place -> (long) place.plainLength())
                        .orElse(0L))
                .sum();
        return StoredTrees.fileBuilder("f", content.toArray(BlobId[]::new))
                .size(size)
                .build();
    }
}
