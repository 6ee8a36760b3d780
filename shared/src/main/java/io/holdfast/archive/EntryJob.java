package io.holdfast.archive;

import io.holdfast.archive.PendingDirectory.Place;
import io.holdfast.chunk.ChunkBuffer;
import io.holdfast.scan.SharedDirectory;
import io.holdfast.snapshot.TreeNode;
import java.util.Optional;

/** One entry to be archived, its share of the open directory included. */
record EntryJob(EntryArchiver archiver, SharedDirectory share, EntryPath path, Optional<TreeNode> parent, Place place)
        implements JobQueue.Job {
    @Override
    public void run(ChunkBuffer buffer) throws InterruptedException {
        place.fill(archiver.archive(share, path, parent, buffer));
    }

    @Override
    public void close() {
        share.close();
    }
}
