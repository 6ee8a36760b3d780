package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.chunk.Chunker;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.save.BlobSaver;
import io.holdfast.save.SavedBytes;

/** What all parts of one run share. */
record ArchiveRun(
        BlobSaver saver,
        ChunkSaver chunks,
        Chunker chunker,
        DataPathLimits limits,
        FileWorkers workers,
        NodeFactory nodes,
        FileCounts counts,
        TroubleList troubles,
        ArchiveListener listener) {
    /** What has been archived by now, under a tree of it. */
    ArchivedTree archived(BlobId tree, SavedBytes before) {
        return new ArchivedTree(tree, counts.totals(before, saver.totals()), troubles.report());
    }
}
