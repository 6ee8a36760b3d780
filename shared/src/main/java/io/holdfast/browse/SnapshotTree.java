package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.FileName;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.SnapshotFilter;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.snapshot.TreeNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A directory of a snapshot, its root or one below, in which paths are looked up. Reads the trees on a path's way and no
 * others; follows no links.
 *
 * @param path where the directory lies in the snapshot
 * @param tree what the directory holds
 */
public record SnapshotTree(IndexedRepository repository, StoredSnapshot stored, EntryPath path, BlobId tree) {
    /** {@code NOT_FOUND} or {@code INVALID_INPUT} tells what is wrong with the name. */
    public static SnapshotTree find(OpenRepository repository, SnapshotName name, SnapshotFilter filter) {
        StoredSnapshot stored = repository.snapshot(name.id(), filter);
        return of(repository.index(), stored, name.path());
    }

    /** The directory at the path in the snapshot. */
    public static SnapshotTree of(IndexedRepository repository, StoredSnapshot stored, EntryPath path) {
        SnapshotTree root = new SnapshotTree(
                repository, stored, EntryPath.ROOT, stored.snapshot().tree());
        return path.isRoot() ? root : new SnapshotTree(repository, stored, path, root.directory(path));
    }

    /** The tree of the directory at the path in this one. */
    public BlobId directory(EntryPath at) {
        return at.isRoot() ? tree : subtree(entry(at));
    }

    /** The entry at the path in this directory; the root is none. */
    public LocatedEntry entry(EntryPath at) {
        List<FileName> way = new ArrayList<>();
        BlobId above = tree;
        for (int depth = 1; depth < at.names().size(); depth++) {
            TreeNode node = entry(above, at, depth);
            above = subtree(node, at.first(depth).toString());
            way.add(node.name());
        }
        TreeNode last = entry(above, at, at.names().size());
        way.add(last.name());
        return new LocatedEntry(way, last);
    }

    /** What the directory that was found holds. */
    public BlobId subtree(LocatedEntry directory) {
        return subtree(directory.node(), directory.path().toString());
    }

    /** The entry of the path's name at the depth, in the directory above. */
    private TreeNode entry(BlobId above, EntryPath at, int depth) {
        String name = at.names().get(depth - 1);
        return find(above, name)
                .orElseThrow(() -> new BackupException(
                        FailureKind.NOT_FOUND,
                        "There is no " + at.first(depth) + " in " + describe() + ": " + at.first(depth - 1)
                                + " has no entry " + name + "."));
    }

    private BlobId subtree(TreeNode node, String at) {
        if (node.type() != NodeType.DIRECTORY) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    at + " in " + describe() + " is no directory, but a "
                            + node.type().label() + ".");
        }
        return node.subtree()
                .orElseThrow(() -> new BackupException(
                        FailureKind.CORRUPT, "The " + describe() + " names no tree for the directory " + at + "."));
    }

    /** By its bytes, or else by how it is shown where these are no plain text: what was listed can be asked for. */
    private Optional<TreeNode> find(BlobId directory, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        Optional<FileName> wanted = FileName.isValid(bytes) ? Optional.of(FileName.of(bytes)) : Optional.empty();
        Optional<TreeNode> shownSo = Optional.empty();
        Iterator<TreeNode> nodes = repository.nodes(directory);
        while (nodes.hasNext()) {
            TreeNode node = nodes.next();
            if (wanted.isPresent() && node.name().equals(wanted.get())) {
                return Optional.of(node);
            }
            if (node.name().toString().equals(name)) {
                shownSo = Optional.of(node);
            }
        }
        return shownSo;
    }

    /** Its name, for people. */
    public String describe() {
        return "snapshot " + new SnapshotName(stored.id().toShortHex(), path);
    }
}
