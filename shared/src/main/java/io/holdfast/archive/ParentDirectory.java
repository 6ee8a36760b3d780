package io.holdfast.archive;

import io.holdfast.linux.FileName;
import io.holdfast.repository.IndexedRepository;
import java.util.List;

/** What each of the parents has of one directory. Used by one thread; names are asked for in rising order. */
final class ParentDirectory {
    private final ParentTrees trees;
    private final List<OfOne> parents;

    private record OfOne(ParentNodes nodes, UnchangedFiles files) {}

    private ParentDirectory(ParentTrees trees, List<OfOne> parents) {
        this.trees = trees;
        this.parents = parents;
    }

    /** The root, as the parents have it. */
    static ParentDirectory root(List<ParentTree> parents, IndexedRepository repository) {
        ParentTrees trees = new ParentTrees(repository);
        return new ParentDirectory(
                trees,
                parents.stream()
                        .map(parent -> new OfOne(trees.load(parent.tree()), new UnchangedFiles(repository, parent)))
                        .toList());
    }

    /** The entry in those parents that have it, in their order. */
    List<ParentEntry> find(FileName name) {
        return parents.stream()
                .flatMap(
                        parent -> parent.nodes().find(name).map(node -> new ParentEntry(node, parent.files())).stream())
                .toList();
    }

    /** The directory that the entries found here are. */
    ParentDirectory below(List<ParentEntry> entries) {
        return new ParentDirectory(
                trees,
                entries.stream()
                        .map(entry -> new OfOne(trees.below(entry.node()), entry.files()))
                        .toList());
    }
}
