package io.holdfast.archive;

import io.holdfast.chunk.ChunkBuffer;
import io.holdfast.scan.SharedDirectory;
import java.util.List;

/** One entry to be archived, its share of the open directory included. */
record EntryJob(EntryArchiver archiver, SharedDirectory share, EntryPath path, List<ParentEntry> parents, Place place)
        implements JobQueue.Job {
    EntryJob {
        parents = List.copyOf(parents);
    }

    /** Whether a finished parent has the entry. */
    boolean isInParent() {
        return parents.stream().anyMatch(ParentEntry::isOfFinished);
    }

    @Override
    public void run(ChunkBuffer buffer) throws InterruptedException {
        place.fill(archiver.archive(this, buffer));
    }

    @Override
    public void close() {
        share.close();
    }
}
