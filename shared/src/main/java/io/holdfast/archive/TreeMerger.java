package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.FileName;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.save.BlobSaver;
import io.holdfast.save.SavedBytes;
import io.holdfast.snapshot.TreeBuilder;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.BackupTotals;
import io.holdfast.task.FileSlice.ByteRange;
import io.holdfast.task.SliceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Unites the trees of a volume's slices: directories that several slices have become one, ranges of one file are joined.
 * Everything that only one slice has is taken over by its id, unread. Follows directories only where they were cut, which is
 * not deep (see {@link SliceSurvey}). Not thread-safe.
 */
public final class TreeMerger {
    private final IndexedRepository repository;
    private final BlobSaver saver;
    private final TroubleList troubles;
    private final RangeJoin ranges;

    /** The index must know all of the slices' trees and blobs; the saver stays the caller's to flush. */
    public TreeMerger(IndexedRepository repository, BlobSaver saver, ArchiveListener listener) {
        this.repository = repository;
        this.saver = saver;
        this.troubles = new TroubleList(listener);
        this.ranges = new RangeJoin(repository, troubles);
    }

    /** The volume's root tree; files and directories were counted with their slices, so only what is stored here is. */
    public ArchivedTree merge(List<SliceTree> slices) {
        SavedBytes before = saver.totals();
        List<MergeSource> roots = new ArrayList<>();
        for (SliceTree slice : slices) {
            roots.add(source(BlobId.fromHex(slice.tree()), slice.range()));
        }
        boolean complete = slices.size() == 1 && slices.getFirst().range().isEmpty();
        BlobId tree = complete ? BlobId.fromHex(slices.getFirst().tree()) : unite(roots, List.of());
        BackupTotals totals = new FileCounts().totals(before, saver.totals());
        return new ArchivedTree(tree, totals, troubles.report());
    }

    private MergeSource source(BlobId tree, Optional<ByteRange> range) {
        return new MergeSource(repository.nodes(tree), range);
    }

    /** One directory from all slices that have it. */
    private BlobId unite(List<MergeSource> sources, List<FileName> path) {
        TreeBuilder tree = new TreeBuilder(saver.trees());
        for (List<SliceNode> same = MergeSource.takeFirst(sources);
                !same.isEmpty();
                same = MergeSource.takeFirst(sources)) {
            uniteEntry(same, path).ifPresent(tree::add);
        }
        return tree.save();
    }

    /** One entry from all slices that have it. */
    private Optional<TreeNode> uniteEntry(List<SliceNode> same, List<FileName> directory) {
        FileName name = same.getFirst().node().name();
        if (same.stream().allMatch(SliceNode::isDirectory)) {
            return Optional.of(uniteDirectories(same, directory));
        }
        String path = TreePath.text(directory, name);
        if (same.stream().allMatch(SliceNode::isFilePart)) {
            return ranges.join(path, same);
        }
        List<SliceNode> whole = same.stream().filter(part -> !part.isFilePart()).toList();
        if (whole.size() != 1 || same.size() != 1) {
            troubles.add(
                    path,
                    FailureKind.CHANGED,
                    "it was replaced by something else while its volume was read; what was there last is stored");
        }
        return Optional.of(whole.getLast().node());
    }

    private TreeNode uniteDirectories(List<SliceNode> same, List<FileName> directory) {
        TreeNode newest = same.getFirst().node();
        for (SliceNode part : same) {
            newest = part.node().changed().compareTo(newest.changed()) > 0 ? part.node() : newest;
        }
        if (same.size() == 1 && same.getFirst().range().isEmpty()) {
            return newest;
        }
        List<MergeSource> sources = new ArrayList<>();
        for (SliceNode part : same) {
            part.node().subtree().ifPresent(tree -> sources.add(source(tree, part.range())));
        }
        List<FileName> path = new ArrayList<>(directory);
        path.add(newest.name());
        return newest.toBuilder().subtree(unite(sources, path)).build();
    }
}
