package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.chunk.ChunkBuffer;
import io.holdfast.chunk.ChunkSizes;
import io.holdfast.chunk.FileChunks;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenFile;
import io.holdfast.read.SparseReader;
import io.holdfast.snapshot.TreeNode;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Stores regular files. A file whose status is another after reading than before was written to meanwhile, so what was read
 * may be no state that it ever had: it is read again, and told as a trouble if it does not come to rest; the last reading is
 * kept all the same.
 */
final class FileArchiver {
    private static final int TRIES = 3;

    /**
     * A file's node names each of its chunks in 67 bytes of one tree, which has to be in memory as a whole. This many take half
     * a gibibyte; a file with more is most likely a hole of petabytes, made by mistake or malice.
     */
    private static final long MOST_CHUNKS = 8_000_000;

    /** Files from this size on are worth several threads. */
    private static final long LARGE = 8L << 20;

    private final ArchiveRun run;
    private final FileRange range;

    FileArchiver(ArchiveRun run, FileRange range) {
        this.run = run;
        this.range = range;
    }

    /** Whether so many bytes may make more chunks than one file's node can name. */
    static boolean hasTooManyChunks(long bytes, ChunkSizes sizes) {
        return bytes / sizes.min() > MOST_CHUNKS;
    }

    /** How much of the file this run stores. */
    long bytesWanted(FileStatus status) {
        return range.within(status.size());
    }

    /** The file's node with a parent's content, where the file is unchanged. */
    Optional<TreeNode> unchanged(EntryJob job, FileStatus status) {
        if (!range.isAll()) {
            return Optional.empty();
        }
        for (ParentEntry parent : job.parents()) {
            Optional<List<BlobId>> content = parent.content(status);
            if (content.isPresent()) {
                countUnchanged(parent, job, status.size());
                Optional<List<ExtendedAttribute>> attributes =
                        Optional.of(parent.node().extendedAttributes());
                return Optional.of(
                        run.nodes().file(job.path().name(), status, attributes, content.get(), status.size()));
            }
        }
        return Optional.empty();
    }

    /** What an unfinished parent has counts as if it were read now. */
    private void countUnchanged(ParentEntry parent, EntryJob job, long size) {
        if (parent.isOfFinished()) {
            run.counts().fileUnmodified(size);
        } else {
            run.counts().fileRead(job.isInParent(), size);
        }
        run.listener().advanced(size);
        run.listener().fileDone();
    }

    /** Reads the open file into the repository; empty where it has more than a tree can name. */
    Optional<TreeNode> read(EntryJob job, OpenFile file, ChunkBuffer buffer) throws LinuxError, InterruptedException {
        FileStatus status = file.status();
        if (hasTooManyChunks(range.within(status.size()), run.chunker().sizes())) {
            run.troubles().add(job.path().text(), FailureKind.UNSUPPORTED, tooLargeMessage(status.size()));
            return Optional.empty();
        }
        FileBeginning known = beginning(job, status);
        for (int attempt = 1; ; attempt++) {
            FileChunks chunks = chunks(file, status, known.length());
            List<BlobId> content = store(job, file, status, chunks, known, buffer, attempt);
            FileStatus after = file.status();
            if (after.sameContentAs(status) || attempt == TRIES) {
                if (!after.sameContentAs(status)) {
                    run.troubles().add(job.path().text(), FailureKind.CHANGED, changedMessage());
                }
                return Optional.of(node(job, file, status, chunks, content));
            }
            status = after;
            known = FileBeginning.NONE;
        }
    }

    /** What an interrupted backup has stored of the file; chunks begin anew at each boundary, so it is gone on from there. */
    private FileBeginning beginning(EntryJob job, FileStatus status) {
        return range.isAll()
                ? job.parents().stream()
                        .flatMap(parent -> parent.beginning(status).stream())
                        .findFirst()
                        .orElse(FileBeginning.NONE)
                : FileBeginning.NONE;
    }

    private static String changedMessage() {
        return "it changed while it was read, " + TRIES
                + " times in a row; what is stored may mix old and new content: "
                + "quiesce the writer with a hook, or back it up again";
    }

    private static String tooLargeMessage(long size) {
        return "its size is " + size + " bytes, and the repository's format has no room for the list of so many chunks;"
                + " split it, or leave it out";
    }

    private FileChunks chunks(OpenFile file, FileStatus status, long known) {
        SparseReader reader = new SparseReader(file, status);
        return new FileChunks(reader, run.chunker(), run.limits().threads(), range.from() + known, range.end());
    }

    /** Later attempts make no progress, since the first has told it. */
    private List<BlobId> store(
            EntryJob job,
            OpenFile file,
            FileStatus status,
            FileChunks chunks,
            FileBeginning known,
            ChunkBuffer buffer,
            int attempt)
            throws LinuxError, InterruptedException {
        long length = range.within(status.size()) - known.length();
        if (length == 0) {
            return known.content();
        }
        LongConsumer progress = attempt == 1 ? run.listener()::advanced : _ -> {};
        if (known.length() > 0) {
            progress.accept(known.length());
        }
        long largestChunk = Math.min(length, run.chunker().sizes().max());
        FileContent content = new FileContent(chunks, run.chunks(), run.limits().memory(), largestChunk, progress);
        if (length < LARGE) {
            return known.followedBy(content.store(buffer));
        }
        file.adviseSequential();
        if (range.isAll()) {
            job.place().isBeingStored(() -> beginningNode(job.path(), status, known, content.soFar()));
        }
        return known.followedBy(content.store(buffer, run.workers()));
    }

    /** The file with what is stored of it by now; its size tells that there is more to come. */
    private Optional<TreeNode> beginningNode(
            EntryPath path, FileStatus status, FileBeginning known, FileBeginning stored) {
        long length = known.length() + stored.length();
        return length > 0 && length < status.size()
                ? Optional.of(run.nodes()
                        .file(path.name(), status, Optional.empty(), known.followedBy(stored.content()), length))
                : Optional.empty();
    }

    private TreeNode node(EntryJob job, OpenFile file, FileStatus status, FileChunks chunks, List<BlobId> content) {
        long read = chunks.position() - range.from();
        if (range.from() == 0) {
            run.counts().fileRead(job.isInParent(), read);
            run.listener().fileDone();
        } else {
            run.counts().rangeRead(read);
        }
        long size = range.isAll() ? read : status.size();
        EntryPath path = job.path();
        Optional<List<ExtendedAttribute>> attributes = run.troubles().readOrTell(path::text, file::attributes);
        return run.nodes().file(path.name(), status, attributes, content, size);
    }
}
