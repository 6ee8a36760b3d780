package io.holdfast.scan;

import io.holdfast.concurrent.Cancellation;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a tree, depth first, without recursion, so that no depth is too deep. Used once, by one thread; an interrupt
 * ends it between two entries.
 */
public final class TreeWalk {
    /** Directories inside each other; more would only be made to use up the memory of whoever walks there. */
    static final int DEEPEST = 30_000;

    private final TreeVisitor visitor;
    private final boolean crossMounts;
    private final Deque<Frame> frames = new ArrayDeque<>();

    /** A directory on the way, and how far its entries have been told. */
    private static final class Frame {
        private final WalkedDirectory directory;
        private final NameList names;
        private final Selection selection;
        private int next;

        Frame(WalkedDirectory directory, NameList names, Selection selection) {
            this.directory = directory;
            this.names = names;
            this.selection = selection;
        }
    }

    /** With {@code crossMounts}, what is mounted inside the tree belongs to it. */
    public TreeWalk(TreeVisitor visitor, boolean crossMounts) {
        this.visitor = visitor;
        this.crossMounts = crossMounts;
    }

    /** Walks what is selected below the root, which it takes over and closes. */
    public void run(OpenDirectory root, Selection selection) throws LinuxError, InterruptedException {
        FileStatus status;
        try {
            status = root.status();
        } catch (LinuxError error) {
            root.close();
            throw error;
        }
        try (DirectoryChain chain = new DirectoryChain(root, status)) {
            enter(chain, new WalkedDirectory(null, null, status, false, isWhole(selection), chain), selection);
            while (!frames.isEmpty()) {
                Cancellation.check("the walk over the files");
                step(chain, frames.getLast());
            }
        }
    }

    private void step(DirectoryChain chain, Frame frame) throws InterruptedException {
        if (frame.next == frame.names.size()) {
            visitor.leave(frame.directory);
            frames.removeLast();
            chain.ascend();
            return;
        }
        int index = frame.next++;
        FileName name = frame.names.name(index);
        try {
            FileType type = type(chain, name, frame.names.type(index));
            if (type == FileType.DIRECTORY) {
                descend(chain, frame, name);
            } else {
                visitor.visit(frame.directory, name, type);
            }
        } catch (LinuxError error) {
            visitor.unreadable(frame.directory, name, error);
        }
    }

    private static FileType type(DirectoryChain chain, FileName name, FileType listed) throws LinuxError {
        return listed == FileType.UNKNOWN
                ? chain.current().directory().status(name).type()
                : listed;
    }

    private void descend(DirectoryChain chain, Frame frame, FileName name) throws LinuxError, InterruptedException {
        if (frames.size() > DEEPEST) {
            throw LinuxError.tooDeep(name);
        }
        OpenDirectory opened = chain.current().directory().openDirectory(name);
        FileStatus status;
        try {
            status = opened.status();
        } catch (LinuxError error) {
            opened.close();
            throw error;
        }
        boolean otherMount = !crossMounts && !status.sameMountAs(frame.directory.status());
        chain.descend(name, opened, status);
        Selection below = frame.selection.below(name);
        enter(chain, new WalkedDirectory(frame.directory, name, status, otherMount, isWhole(below), chain), below);
    }

    private void enter(DirectoryChain chain, WalkedDirectory directory, Selection selection)
            throws LinuxError, InterruptedException {
        Listing listing = directory.isOtherMount() ? new Listing(NameList.empty(), null) : list(chain, selection);
        frames.addLast(new Frame(directory, listing.names(), selection));
        visitor.enter(directory);
        @Nullable LinuxError error = listing.error();
        if (error != null) {
            visitor.incomplete(directory, error);
        }
    }

    private static Listing list(DirectoryChain chain, Selection selection) throws LinuxError {
        return switch (selection) {
            case WholeSelection() -> NameList.of(chain.current().directory(), List.of(), _ -> true);
            case PartialSelection part
            when part.needsListing() ->
                NameList.of(chain.current().directory(), part.named().keySet(), part::isInSpan);
            case PartialSelection part -> new Listing(NameList.of(part.named().keySet()), null);
        };
    }

    private static boolean isWhole(Selection selection) {
        return selection instanceof WholeSelection;
    }
}
