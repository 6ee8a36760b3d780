package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.chunk.ChunkSizes;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenFile;
import io.holdfast.scan.SharedDirectory;
import io.holdfast.scan.TreeVisitor;
import io.holdfast.scan.WalkedDirectory;
import io.holdfast.snapshot.GoQuote;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.EntrySpan;
import io.holdfast.task.FileSlice;
import io.holdfast.task.FileSlice.ByteRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts while it walks. A directory that fits into one slice is one entry of its parent's batch; one that does not is cut into
 * spans of names as its entries come. Its last span has no end, and joins the parent's batch. So no more is held than one
 * batch for each directory on the way, and whatever enters a cut directory later, or was not listed, lies in one of its spans.
 */
final class SliceSurvey implements TreeVisitor {
    /** Deeper directories are not cut: their paths would be long, and merging follows each level. */
    private static final int DEEPEST_CUT = 64;

    private static final long BLOCK = 512;

    private final SliceTarget target;
    private final Optional<UnchangedFiles> unchanged;
    private final ParentTrees parents;
    private final Optional<BlobId> parentRoot;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<FileSlice> slices = new ArrayList<>();
    private long bytes;
    private long files;

    /** A directory that the walk is in, and those of its entries that are in no slice yet. */
    private static final class Level {
        private final ParentNodes parent;
        private final boolean mayBeCut;
        private final List<String> cutFiles = new ArrayList<>();
        private SliceBatch batch = new SliceBatch();
        private boolean cut;
        /** The last name in a slice, and the last that the survey has dealt with; empty where there is none. */
        private String sliced = "";

        private String last = "";

        Level(ParentNodes parent, boolean mayBeCut) {
            this.parent = parent;
            this.mayBeCut = mayBeCut;
        }

        /** What the batch holds of this directory's own entries, up to the name; the next span begins behind it. */
        EntrySpan span(WalkedDirectory directory, String upTo) {
            List<FileName> path = directory.path();
            EntrySpan span = new EntrySpan(path.isEmpty() ? "" : TreePath.text(path), sliced, upTo, cutFiles);
            sliced = upTo;
            cutFiles.clear();
            return span;
        }
    }

    SliceSurvey(
            SliceTarget target, Optional<UnchangedFiles> unchanged, ParentTrees parents, Optional<BlobId> parentRoot) {
        this.target = target;
        this.unchanged = unchanged;
        this.parents = parents;
        this.parentRoot = parentRoot;
    }

    VolumeSurvey result() {
        return new VolumeSurvey(slices, bytes, files);
    }

    @Override
    public void enter(WalkedDirectory directory) {
        Optional<FileName> name = directory.name();
        if (name.isEmpty()) {
            ParentNodes root = parentRoot.map(parents::load).orElseGet(ParentNodes::none);
            levels.addLast(new Level(root, true));
            return;
        }
        Optional<TreeNode> node = levels.getLast().parent.find(name.get());
        levels.addLast(new Level(node.map(parents::below).orElseGet(ParentNodes::none), levels.size() < DEEPEST_CUT));
    }

    @Override
    public void visit(WalkedDirectory directory, FileName name, FileType type) {
        long toRead = 0;
        if (type == FileType.REGULAR) {
            Optional<FileStatus> status = status(directory, name);
            Optional<TreeNode> parent = levels.getLast().parent.find(name);
            files++;
            bytes += status.map(FileStatus::size).orElse(0L);
            toRead = status.filter(file -> !isUnchanged(file, parent))
                    .filter(file -> !FileArchiver.hasTooManyChunks(file.size(), ChunkSizes.DEFAULT))
                    .map(SliceSurvey::bytesToRead)
                    .orElse(0L);
            if (toRead > target.bytes() && levels.getLast().mayBeCut) {
                cutFile(directory, name, status.orElseThrow().size());
                return;
            }
        }
        add(directory, name, toRead);
    }

    @Override
    public void leave(WalkedDirectory directory) {
        Level level = levels.removeLast();
        if (levels.isEmpty()) {
            leaveRoot(level, directory);
            return;
        }
        Level above = levels.getLast();
        if (level.cut) {
            above.cut = true;
            level.batch.addSpan(level.span(directory, ""));
        }
        level.batch.addAll(SliceBatch.of(0, 1));
        WalkedDirectory parent = directory.parent().orElseThrow();
        join(parent, directory.name().orElseThrow(), level.batch);
    }

    @Override
    public void unreadable(WalkedDirectory directory, FileName name, LinuxError error) {
        add(directory, name, 0);
    }

    @Override
    public void incomplete(WalkedDirectory directory, LinuxError error) {
        // Each slice that holds a part of the directory lists it again, and tells what it could not.
    }

    private void add(WalkedDirectory directory, FileName name, long toRead) {
        join(directory, name, SliceBatch.of(toRead, 1));
    }

    private void join(WalkedDirectory directory, FileName name, SliceBatch added) {
        Level level = levels.getLast();
        if (level.mayBeCut) {
            if (!level.batch.isEmpty() && level.batch.overflowsWith(added, target)) {
                emit(level, directory, level.last);
            }
            level.last = GoQuote.quote(name);
        }
        level.batch.addAll(added);
    }

    private void emit(Level level, WalkedDirectory directory, String upTo) {
        level.batch.addSpan(level.span(directory, upTo));
        slices.add(new FileSlice.Spans(level.batch.spans()));
        level.batch = new SliceBatch();
        level.cut = true;
    }

    /** A file too large for one slice makes slices of its own. */
    private void cutFile(WalkedDirectory directory, FileName name, long size) {
        slices.addAll(ranges(directory, name, size));
        Level level = levels.getLast();
        String quoted = GoQuote.quote(name);
        level.cutFiles.add(quoted);
        level.batch.countText(quoted);
        level.last = quoted;
        level.cut = true;
    }

    /** A file that cannot be opened is cut as one without holes; whoever archives it tells why it cannot be read. */
    private List<ByteRange> ranges(WalkedDirectory directory, FileName name, long size) {
        String path = TreePath.text(directory.path(), name);
        try (SharedDirectory share = directory.share();
                OpenFile file = share.directory().openFile(name)) {
            return RangeCutter.cut(path, size, target.bytes(), file::nextData);
        } catch (LinuxError error) {
            return RangeCutter.cutEvenly(path, size, target.bytes());
        }
    }

    private void leaveRoot(Level root, WalkedDirectory directory) {
        if (root.cut) {
            emit(root, directory, "");
        } else if (!root.batch.isEmpty()) {
            slices.add(new FileSlice.WholeVolume());
        }
    }

    private static Optional<FileStatus> status(WalkedDirectory directory, FileName name) {
        try (SharedDirectory share = directory.share()) {
            return Optional.of(share.directory().status(name));
        } catch (LinuxError error) {
            return Optional.empty();
        }
    }

    private boolean isUnchanged(FileStatus status, Optional<TreeNode> parent) {
        return unchanged.isPresent()
                && parent.isPresent()
                && unchanged.get().content(parent.get(), status).isPresent();
    }

    /** Holes cost nothing. */
    private static long bytesToRead(FileStatus status) {
        return Math.min(status.size(), status.blocks() * BLOCK);
    }
}
