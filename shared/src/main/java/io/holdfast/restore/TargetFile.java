package io.holdfast.restore;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A file of the target. Its pieces arrive in any order, on any thread; it counts those that are still to come, its planning
 * included. Made anew rather than overwritten: what is there may have other names, outside the target too.
 */
final class TargetFile implements MadeEntry {
    /** Ours alone until the restored mode is set. */
    private static final int PRIVATE = 0600;

    private final TargetDirectory directory;
    private final FileName name;
    /** Null once the file is over, as its further names may be long in coming. */
    private @Nullable TreeNode node;

    private final AtomicInteger pending = new AtomicInteger(1);
    /** Those that nothing has been told of yet. */
    private final List<String> otherNames = new ArrayList<>(0);

    private @Nullable FileStatus made;
    private @Nullable Failure failure;
    private boolean finished;

    private record Failure(FailureKind kind, String message) {}

    TargetFile(TargetDirectory directory, TreeNode node) {
        this.directory = directory;
        this.name = node.name();
        this.node = node;
    }

    @Override
    public TargetDirectory directory() {
        return directory;
    }

    @Override
    public FileName name() {
        return name;
    }

    /** What the tree says about it, until it is over. */
    synchronized TreeNode node() {
        return Objects.requireNonNull(node, "the file is over");
    }

    String path() {
        return directory.path(name);
    }

    void expectPiece() {
        pending.incrementAndGet();
    }

    /** Nothing more is done to it. */
    synchronized void end() {
        node = null;
    }

    /** One piece less; true for the last one. */
    boolean pieceDone() {
        return pending.decrementAndGet() == 0;
    }

    @Override
    public synchronized void addName(String path, RestoreLedger ledger) {
        if (failure != null) {
            ledger.trouble(path, failure.kind(), failure.message());
        } else if (finished) {
            ledger.entryRestored();
        } else {
            otherNames.add(path);
        }
    }

    /** Tells of all its names, once. */
    synchronized void fail(FailureKind kind, String message, RestoreLedger ledger) {
        if (failure == null) {
            failure = new Failure(kind, message);
            ledger.trouble(path(), kind, message);
            otherNames.forEach(path -> ledger.trouble(path, kind, message));
            otherNames.clear();
        }
    }

    /** Everything is in place. */
    synchronized void finish(RestoreLedger ledger) {
        finished = true;
        ledger.fileRestored(node().size());
        otherNames.forEach(_ -> ledger.entryRestored());
        otherNames.clear();
    }

    @Override
    public synchronized boolean is(FileStatus status) {
        return made != null && made.inode() == status.inode() && made.device() == status.device();
    }

    synchronized boolean hasFailed() {
        return failure != null;
    }

    /** Opens it, or makes it at the first time; what has its name by then is left alone if it is another file. */
    synchronized OpenFile open(OpenDirectory in) throws LinuxError {
        boolean isNew = made == null;
        OpenFile file = isNew ? make(in) : in.openFileForWriting(name);
        try {
            FileStatus status = file.status();
            if (isNew) {
                made = status;
            } else if (!is(status)) {
                throw LinuxError.moved(name);
            }
            if (isNew && isSizedFirst()) {
                file.truncate(node().size());
            }
            return file;
        } catch (LinuxError error) {
            file.close();
            throw error;
        }
    }

    private OpenFile make(OpenDirectory in) throws LinuxError {
        return Replacement.make(in, name, () -> in.writer().createFile(name, PRIVATE));
    }

    /** Writes a piece, holes left out. */
    void write(OpenFile file, byte[] content, long offset) throws LinuxError {
        SparseWriting.write(file, content, offset);
        boolean endsInHole = content.length > 0 && content[content.length - 1] == 0;
        if (endsInHole && isOnePiece()) {
            file.truncate(offset + content.length);
        }
    }

    private boolean isOnePiece() {
        return node().content().orElse(List.of()).size() == 1;
    }

    /** Whether its size is set at once, because its end may be written first, last or never. */
    private boolean isSizedFirst() {
        List<BlobId> content = node().content().orElse(List.of());
        return content.size() > 1 || (content.size() == 1 && ZeroChunk.is(content.getFirst()));
    }
}
