package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.linux.FileName;
import io.holdfast.objectstore.CountingObjectStore;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.save.BlobSaver;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.snapshot.TreeBuilder;
import io.holdfast.snapshot.TreeEncoder;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.snapshot.TreeNodeBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A repository in memory whose trees are made node by node, and which counts what is read. */
final class StoredTrees implements AutoCloseable {
    final CountingObjectStore store = new CountingObjectStore(new MemoryObjectStore());
    final OpenRepository repository = TestRepositories.openOrCreate(store);

    IndexedRepository index() {
        return repository.index();
    }

    /** The tree of these nodes, whatever their order. */
    BlobId tree(TreeNode... nodes) {
        try (BlobSaver saver = BlobSaver.open(repository.index(), TestRepositories.limits())) {
            TreeBuilder builder = new TreeBuilder(saver.trees());
            Stream.of(nodes).sorted(Comparator.comparing(TreeNode::name)).forEach(builder::add);
            BlobId tree = builder.save();
            saver.flush();
            return tree;
        }
    }

    /** The tree of a directory in a directory, and so on, with the node in the last of so many. */
    BlobId chain(int levels, TreeNode bottom) {
        try (BlobSaver saver = BlobSaver.open(repository.index(), TestRepositories.limits())) {
            TreeBuilder builder = new TreeBuilder(saver.trees());
            builder.add(bottom);
            BlobId tree = builder.save();
            for (int level = 0; level < levels; level++) {
                builder.add(directory("d", tree));
                tree = builder.save();
            }
            saver.flush();
            return tree;
        }
    }

    /** A tree that breaks off in its last node. */
    BlobId tornTree(TreeNode... nodes) {
        byte[] whole = TreeEncoder.encode(List.of(nodes));
        try (BlobSaver saver = BlobSaver.open(repository.index(), TestRepositories.limits())) {
            BlobId tree = saver.save(BlobType.TREE, ByteBuffer.wrap(whole, 0, whole.length - 20));
            saver.flush();
            return tree;
        }
    }

    /** The blob of this content. */
    BlobId blob(String content) {
        try (BlobSaver saver = BlobSaver.open(repository.index(), TestRepositories.limits())) {
            BlobId id = saver.save(BlobType.DATA, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            saver.flush();
            return id;
        }
    }

    /** A snapshot of the tree, so many hours after the first of January 2026. */
    StoredSnapshot snapshot(BlobId tree, int hours) {
        Instant time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * hours);
        Snapshot snapshot = Snapshot.of(time, tree, List.of("/data"), "here", "tester", List.of());
        return new StoredSnapshot(repository.saveSnapshot(snapshot), snapshot);
    }

    static TreeNode directory(String name, BlobId subtree) {
        return TreeNode.builder(FileName.of(name), NodeType.DIRECTORY)
                .mode(0755 | 1 << 31)
                .subtree(subtree)
                .build();
    }

    static TreeNode file(String name, BlobId... content) {
        return fileBuilder(name, content).build();
    }

    static TreeNodeBuilder fileBuilder(String name, BlobId... content) {
        return TreeNode.builder(FileName.of(name), NodeType.FILE).mode(0644).content(List.of(content));
    }

    @Override
    public void close() {
        repository.close();
    }
}
