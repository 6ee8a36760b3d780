package io.holdfast.archive;

import io.holdfast.chunk.Chunker;
import io.holdfast.concurrent.DataPathLimits;
import java.util.Optional;

/** What all parts of one run share. */
record ArchiveRun(
        BlobSaver saver,
        ChunkSaver chunks,
        Chunker chunker,
        DataPathLimits limits,
        FileWorkers workers,
        NodeFactory nodes,
        Optional<UnchangedFiles> unchanged,
        FileCounts counts,
        TroubleList troubles,
        ArchiveListener listener) {}
