package io.holdfast.save;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.foreign.Restic;
import io.holdfast.index.BlobPlace;
import io.holdfast.linux.FileName;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.snapshot.NodeMode;
import io.holdfast.snapshot.NodeTime;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.TreeBuilder;
import io.holdfast.snapshot.TreeEncoder;
import io.holdfast.snapshot.TreeNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory too large to be kept as one text is the same tree to everybody. */
class LongTreeTest {
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07Z");
    private static final int MANY = 12_000;
    private static final int PIECE = 1 << 20;

    @TempDir
    Path temp;

    @Test
    void shouldStoreInPiecesWhatOneTextWouldBe() throws Exception {
        List<TreeNode> nodes = nodes("", MANY);
        byte[] text = TreeEncoder.encode(nodes);
        assertThat(text).hasSizeGreaterThan(2 * PIECE);
        try (ObjectStore store = TestRepositories.directory(temp.resolve("repo"));
                OpenRepository repository = TestRepositories.openOrCreate(store)) {
            BlobId tree;
            try (BlobSaver saver = BlobSaver.open(repository.index(), TestRepositories.limits())) {
                tree = save(new TreeBuilder(saver.trees()), nodes);
                saver.flush();
            }
            assertThat(tree).isEqualTo(BlobId.of(text));
            IndexedRepository indexed = repository.index();
            Optional<BlobPlace> place = indexed.locate(tree, BlobType.TREE);
            assertThat(place)
                    .hasValueSatisfying(stored ->
                            assertThat(stored.length()).as("compressed").isLessThan(text.length / 4));
            assertThat(indexed.load(tree, BlobType.TREE)).isEqualTo(text);
            assertThat(repository.saveSnapshot(Snapshot.of(TIME, tree, List.of("/data"), "host", "user", List.of())))
                    .isNotNull();
            Restic restic = new Restic(temp.resolve("repo"), temp);
            restic.run("check", "--read-data");
            assertThat(restic.run("cat", "blob", tree.toHex()).strip())
                    .isEqualTo(new String(text, StandardCharsets.UTF_8).strip());
        }
    }

    /** A checkpoint takes a copy, and the directory goes on. */
    @Test
    void shouldLetCopiesGoTheirOwnWays() {
        try (OpenRepository repository = TestRepositories.openOrCreate(new MemoryObjectStore());
                BlobSaver saver = BlobSaver.open(repository.index(), TestRepositories.limits())) {
            List<TreeNode> before = nodes("a", MANY);
            TreeBuilder tree = new TreeBuilder(saver.trees());
            before.forEach(tree::add);
            TreeBuilder copy = tree.copy();
            List<TreeNode> after = nodes("b", MANY);
            after.forEach(tree::add);
            assertThat(copy.save()).as("of the copy").isEqualTo(id(before));
            assertThat(tree.save()).as("of all").isEqualTo(id(both(before, after)));
            assertThat(save(tree, after)).as("of the next tree").isEqualTo(id(after));
            saver.flush();
            for (List<TreeNode> stored : List.of(before, both(before, after), after)) {
                assertThat(repository.index().load(id(stored), BlobType.TREE)).isEqualTo(TreeEncoder.encode(stored));
            }
        }
    }

    private static BlobId save(TreeBuilder tree, List<TreeNode> nodes) {
        nodes.forEach(tree::add);
        return tree.save();
    }

    private static BlobId id(List<TreeNode> nodes) {
        return BlobId.of(TreeEncoder.encode(nodes));
    }

    private static List<TreeNode> both(List<TreeNode> first, List<TreeNode> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static List<TreeNode> nodes(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TreeNode.builder(
                                FileName.of("%sa file of some length %06d".formatted(prefix, i)), NodeType.FIFO)
                        .mode(NodeMode.ofUnix(NodeType.FIFO, 0644))
                        .modified(NodeTime.of(TIME.plusNanos(i)))
                        .build())
                .toList();
    }
}
