package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.chunk.ChunkBuffer;
import io.holdfast.chunk.ChunkSizes;
import io.holdfast.chunk.FileChunks;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
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

    /** The file's node with the parent's content, where the file is unchanged. */
    Optional<TreeNode> unchanged(FileName name, FileStatus status, Optional<TreeNode> parent) {
        if (parent.isEmpty() || run.unchanged().isEmpty() || !range.isAll()) {
            return Optional.empty();
        }
        Optional<List<BlobId>> content = run.unchanged().get().content(parent.get(), status);
        if (content.isPresent()) {
            run.counts().fileUnmodified(status.size());
            run.listener().advanced(status.size());
            run.listener().fileDone();
        }
        return content.map(
                ids -> run.nodes().file(name, status, parent.get().extendedAttributes(), ids, status.size()));
    }

    /** Reads the open file into the repository; empty where it has more than a tree can name. */
    Optional<TreeNode> read(EntryPath path, OpenFile file, boolean hasParent, ChunkBuffer buffer)
            throws LinuxError, InterruptedException {
        FileStatus status = file.status();
        if (hasTooManyChunks(range.within(status.size()), run.chunker().sizes())) {
            run.troubles().add(path.text(), FailureKind.UNSUPPORTED, tooLargeMessage(status.size()));
            return Optional.empty();
        }
        for (int attempt = 1; ; attempt++) {
            FileChunks chunks = chunks(file, status);
            List<BlobId> content = store(file, status, chunks, buffer, attempt);
            FileStatus after = file.status();
            if (after.sameContentAs(status) || attempt == TRIES) {
                if (!after.sameContentAs(status)) {
                    run.troubles().add(path.text(), FailureKind.CHANGED, changedMessage());
                }
                return Optional.of(node(path, file, status, chunks, content, hasParent));
            }
            status = after;
        }
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

    private FileChunks chunks(OpenFile file, FileStatus status) {
        SparseReader reader = new SparseReader(file, status);
        return new FileChunks(reader, run.chunker(), run.limits().threads(), range.from(), range.end());
    }

    /** Later attempts make no progress, since the first has told it. */
    private List<BlobId> store(OpenFile file, FileStatus status, FileChunks chunks, ChunkBuffer buffer, int attempt)
            throws LinuxError, InterruptedException {
        long length = range.within(status.size());
        if (length == 0) {
            return List.of();
        }
        long largestChunk = Math.min(length, run.chunker().sizes().max());
        LongConsumer progress = attempt == 1 ? run.listener()::advanced : _ -> {};
        FileContent content = new FileContent(chunks, run.chunks(), run.limits().memory(), largestChunk, progress);
        if (length < LARGE) {
            return content.store(buffer);
        }
        file.adviseSequential();
        return content.store(buffer, run.workers());
    }

    private TreeNode node(
            EntryPath path,
            OpenFile file,
            FileStatus status,
            FileChunks chunks,
            List<BlobId> content,
            boolean hasParent) {
        long read = chunks.position() - range.from();
        if (range.from() == 0) {
            run.counts().fileRead(hasParent, read);
            run.listener().fileDone();
        } else {
            run.counts().rangeRead(read);
        }
        long size = range.isAll() ? read : status.size();
        List<ExtendedAttribute> attributes =
                run.troubles().readOrTell(path::text, file::attributes).orElse(List.of());
        return run.nodes().file(path.name(), status, attributes, content, size);
    }
}
