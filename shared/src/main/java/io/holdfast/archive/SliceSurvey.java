package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.scan.SharedDirectory;
import io.holdfast.scan.TreeVisitor;
import io.holdfast.scan.WalkedDirectory;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.FileSlice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts while it walks. A directory that fits into one slice becomes one path of its parent's batch; one that does not is cut
 * into slices as its entries come, and what is left of it joins the parent's batch. So no more is held than one batch for
 * each directory on the way.
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
        private SliceBatch batch = new SliceBatch();
        private boolean cut;

        Level(ParentNodes parent, boolean mayBeCut) {
            this.parent = parent;
            this.mayBeCut = mayBeCut;
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
        levels.addLast(new Level(parents.below(node), levels.size() < DEEPEST_CUT));
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
                    .map(SliceSurvey::bytesToRead)
                    .orElse(0L);
            if (toRead > target.bytes() && levels.getLast().mayBeCut) {
                cutFile(
                        TreePath.text(directory.path(), name),
                        status.orElseThrow().size());
                return;
            }
        }
        add(directory, name, toRead, 1);
    }

    @Override
    public void leave(WalkedDirectory directory) {
        Level level = levels.removeLast();
        if (levels.isEmpty()) {
            leaveRoot(level);
            return;
        }
        Level above = levels.getLast();
        if (level.cut) {
            above.cut = true;
            join(above, level.batch);
        } else if (above.mayBeCut) {
            String path = TreePath.text(directory.path());
            join(above, SliceBatch.of(path, level.batch.bytes(), level.batch.entries() + 1));
        } else {
            above.batch.count(level.batch.bytes(), level.batch.entries() + 1);
        }
    }

    @Override
    public void unreadable(WalkedDirectory directory, FileName name, LinuxError error) {
        add(directory, name, 0, 1);
    }

    @Override
    public void incomplete(WalkedDirectory directory, LinuxError error) {
        // Archiving the slice lists the directory again, and tells what it could not.
    }

    private void add(WalkedDirectory directory, FileName name, long toRead, long entries) {
        Level level = levels.getLast();
        if (level.mayBeCut) {
            join(level, SliceBatch.of(TreePath.text(directory.path(), name), toRead, entries));
        } else {
            level.batch.count(toRead, entries);
        }
    }

    private void join(Level level, SliceBatch added) {
        if (!level.batch.isEmpty() && level.batch.overflowsWith(added, target)) {
            emit(level);
        }
        level.batch.addAll(added);
    }

    private void emit(Level level) {
        slices.add(new FileSlice.Paths(level.batch.paths()));
        level.batch = new SliceBatch();
        level.cut = true;
    }

    /** A file too large for one slice makes slices of its own. The last goes on behind its end, as the file may grow. */
    private void cutFile(String path, long size) {
        for (long offset = 0; offset < size; offset += target.bytes()) {
            slices.add(new FileSlice.ByteRange(path, offset, target.bytes()));
        }
        levels.getLast().cut = true;
    }

    private void leaveRoot(Level root) {
        if (root.batch.isEmpty()) {
            return;
        }
        if (root.cut) {
            emit(root);
        } else {
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
