package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.foreign.Restic;
import io.holdfast.linux.TreeRoot;
import io.holdfast.objectstore.DirectoryObjectStore;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryOptions;
import io.holdfast.save.BlobSaver;
import io.holdfast.scan.AccountNames;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.TreeBuilder;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.FileSlice;
import io.holdfast.task.Secret;
import io.holdfast.task.SliceTree;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A real repository in a directory, and one volume's way into it and back. */
final class ArchiveFixture implements AutoCloseable {
    final DataPathLimits limits = DataPathLimits.of(4, 2, 256 << 20);

    private final ObjectStore store;
    private final OpenRepository repository;

    ArchiveFixture(Path folder) {
        this(new DirectoryObjectStore(folder, Clock.systemUTC()));
    }

    /** Takes over the store. */
    ArchiveFixture(ObjectStore store) {
        this.store = store;
        repository = Repository.create(
                store, new Secret(Restic.PASSWORD), RepositoryOptions.madeBy("tester", "here"), Clock.systemUTC());
    }

    IndexedRepository index() {
        return repository.index();
    }

    ArchivedTree archive(Path root) {
        return archive(root, ArchiveListener.SILENT);
    }

    ArchivedTree archive(Path root, ArchiveListener listener) {
        try (TreeRoot open = TreeRoot.open(root)) {
            return archive(ArchiveRequest.of(open, Optional.empty()), listener);
        }
    }

    ArchivedTree archive(Path root, ArchivedTree parent, Instant parentStarted) {
        ParentTree tree = new ParentTree(parent.tree(), parentStarted);
        try (TreeRoot open = TreeRoot.open(root)) {
            return archive(ArchiveRequest.of(open, Optional.of(tree)), ArchiveListener.SILENT);
        }
    }

    ArchivedTree archive(Path root, FileSlice slice) {
        try (TreeRoot open = TreeRoot.open(root)) {
            return archive(ArchiveRequest.ofSlice(open, slice, Optional.empty()), ArchiveListener.SILENT);
        }
    }

    ArchivedTree archive(ArchiveRequest request, ArchiveListener listener) {
        IndexedRepository index = repository.index();
        try (BlobSaver saver = BlobSaver.open(index, limits)) {
            Archiver archiver = new Archiver(AccountNames.ofThisMachine());
            ArchivedTree tree = archiver.archive(request, index, saver, limits, listener);
            saver.flush();
            return tree;
        }
    }

    ArchivedTree merge(List<SliceTree> slices) {
        IndexedRepository index = repository.index();
        try (BlobSaver saver = BlobSaver.open(index, limits)) {
            ArchivedTree tree = new TreeMerger(index, saver, ArchiveListener.SILENT).merge(slices);
            saver.flush();
            return tree;
        }
    }

    /** The same with other nodes in its root. */
    ArchivedTree changed(ArchivedTree tree, UnaryOperator<TreeNode> change) {
        try (BlobSaver saver = BlobSaver.open(index(), limits)) {
            TreeBuilder root = new TreeBuilder(saver.trees());
            nodes(tree.tree()).stream().map(change).forEach(root::add);
            ArchivedTree changed = new ArchivedTree(root.save(), tree.totals(), tree.source());
            saver.flush();
            return changed;
        }
    }

    /** Makes the tree the latest snapshot. */
    void saveSnapshot(BlobId tree) {
        var _ = repository.saveSnapshot(
                Snapshot.of(Instant.now(), tree, List.of("/volume"), "here", "tester", List.of("a=b")));
    }

    /** The root tree of the latest snapshot, whoever has made it. */
    BlobId latestTree() {
        return repository.snapshot("latest").snapshot().tree();
    }

    List<TreeNode> nodes(BlobId tree) {
        return repository.index().tree(tree);
    }

    /** The node at a path of plain names. */
    TreeNode node(BlobId root, String path) {
        TreeNode node = null;
        BlobId tree = root;
        for (String name : path.split("/", -1)) {
            node = nodes(tree).stream()
                    .filter(candidate -> candidate.name().toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " of " + path));
            tree = node.subtree().orElse(tree);
        }
        if (node == null) {
            throw new AssertionError("no path");
        }
        return node;
    }

    byte[] content(TreeNode node) {
        IndexedRepository index = repository.index();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        node.content().orElseThrow().forEach(id -> content.writeBytes(index.load(id, BlobType.DATA)));
        return content.toByteArray();
    }

    @Override
    public void close() {
        repository.close();
        store.close();
    }
}
