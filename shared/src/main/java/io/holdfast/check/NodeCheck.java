package io.holdfast.check;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.snapshot.GoQuote;
import io.holdfast.snapshot.TreeNode;
import java.util.List;
import java.util.Optional;

/** Looks up what a node needs. Safe for any thread. */
final class NodeCheck {
    private static final Remedy NO_REMEDY =
            Remedy.always("back up again; older snapshots may have it whole, and restic forget removes this one");

    private final BlobSearch search;
    private final DamageList damages;

    /**
     * What was found.
     *
     * @param child the number of the directory's tree, or -1 where there is none to go on with
     * @param damages those that harm the node itself; a tree's own are not among them
     */
    record Result(int child, DamageSet damages) {
        private static final Result SOUND = new Result(-1, DamageSet.NONE);

        Result with(DamageSet more) {
            return new Result(child, damages.with(more));
        }
    }

    NodeCheck(BlobSearch search, DamageList damages) {
        this.search = search;
        this.damages = damages;
    }

    /**
     * The node is an entry of this tree; {@code isInOrder} tells that its name comes after all others so far. The caller's turn is
     * given back while the store is asked.
     */
    Result check(TreeNode node, BlobId tree, boolean isInOrder, Turn turn) throws InterruptedException {
        Result found = check(node, tree, turn);
        return isInOrder
                ? found
                : found.with(wrong(node, tree, "comes twice, or out of order, and only the first is restored")
                        .damages());
    }

    private Result check(TreeNode node, BlobId tree, Turn turn) throws InterruptedException {
        return switch (node.type()) {
            case DIRECTORY -> checkDirectory(node, tree, turn);
            case FILE -> checkFile(node, tree, turn);
            case SYMLINK, FIFO, SOCKET, BLOCK_DEVICE, CHARACTER_DEVICE -> Result.SOUND;
            case IRREGULAR, UNKNOWN -> wrong(node, tree, "is neither file, directory, link, socket, FIFO nor device");
        };
    }

    private Result checkDirectory(TreeNode node, BlobId tree, Turn turn) throws InterruptedException {
        Optional<BlobId> subtree = node.subtree();
        if (subtree.isEmpty()) {
            return wrong(node, tree, "is a directory without a tree, so its entries are lost");
        }
        BlobSearch.Result found = search.find(subtree.get(), BlobType.TREE, turn);
        return new Result(found.tree(), found.tree() < 0 ? found.damages() : DamageSet.NONE);
    }

    private Result checkFile(TreeNode node, BlobId tree, Turn turn) throws InterruptedException {
        Optional<List<BlobId>> content = node.content();
        if (content.isEmpty()) {
            return wrong(node, tree, "is a file without a list of its content");
        }
        DamageSet harm = DamageSet.NONE;
        long size = 0;
        boolean sizeKnown = true;
        for (BlobId id : content.get()) {
            BlobSearch.Result found = search.find(id, BlobType.DATA, turn);
            harm = harm.with(found.damages());
            sizeKnown &= found.length() >= 0;
            size += found.length();
        }
        if (sizeKnown && size != node.size()) {
            Result sizes = wrong(node, tree, "should have " + node.size() + " bytes, but its content has " + size);
            harm = harm.with(sizes.damages());
        }
        return harm.isEmpty() ? Result.SOUND : new Result(-1, harm);
    }

    private Result wrong(TreeNode node, BlobId tree, String what) {
        int damage = damages.add("tree " + tree, "its entry " + GoQuote.quote(node.name()) + " " + what, NO_REMEDY);
        return new Result(-1, DamageSet.of(damage));
    }
}
