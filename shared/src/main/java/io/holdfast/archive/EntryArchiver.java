package io.holdfast.archive;

import io.holdfast.chunk.ChunkBuffer;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import io.holdfast.linux.PinnedEntry;
import io.holdfast.scan.SharedDirectory;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.util.List;
import java.util.Optional;

/** Makes the node of one entry that is not a directory, whatever it is. Thread-safe. */
final class EntryArchiver {
    private final ArchiveRun run;
    private final FileArchiver files;

    EntryArchiver(ArchiveRun run, FileArchiver files) {
        this.run = run;
        this.files = files;
    }

    /** The entry's node; empty, with a trouble told, where it cannot be read. Gives the directory's share back. */
    Optional<TreeNode> archive(EntryJob job, ChunkBuffer buffer) throws InterruptedException {
        EntryPath path = job.path();
        try (SharedDirectory share = job.share()) {
            OpenDirectory directory = share.directory();
            FileStatus status = directory.status(path.name());
            return switch (status.type()) {
                case REGULAR -> file(directory, job, status, buffer);
                case SYMLINK, FIFO, CHARACTER_DEVICE, BLOCK_DEVICE, SOCKET -> withoutContent(directory, path);
                case DIRECTORY, UNKNOWN -> throw LinuxError.moved(path.name());
            };
        } catch (LinuxError error) {
            run.troubles().add(path.text(), error);
            return Optional.empty();
        }
    }

    private Optional<TreeNode> file(OpenDirectory directory, EntryJob job, FileStatus status, ChunkBuffer buffer)
            throws LinuxError, InterruptedException {
        run.listener().found(files.bytesWanted(status));
        Optional<TreeNode> unchanged = files.unchanged(job, status);
        if (unchanged.isPresent()) {
            return unchanged;
        }
        try (OpenFile file = directory.openFile(job.path().name())) {
            return files.read(job, file, buffer);
        }
    }

    /** Of what is never opened; all that the node tells is of one inode. */
    private Optional<TreeNode> withoutContent(OpenDirectory directory, EntryPath path) throws LinuxError {
        try (PinnedEntry entry = directory.pin(path.name())) {
            FileStatus status = entry.status();
            return switch (status.type()) {
                case SYMLINK ->
                    Optional.of(run.nodes().symlink(path.name(), status, attributes(entry, path), entry.readLink()));
                case FIFO -> Optional.of(special(entry, path, NodeType.FIFO, status));
                case CHARACTER_DEVICE -> Optional.of(special(entry, path, NodeType.CHARACTER_DEVICE, status));
                case BLOCK_DEVICE -> Optional.of(special(entry, path, NodeType.BLOCK_DEVICE, status));
                case SOCKET -> leftOut(path);
                case REGULAR, DIRECTORY, UNKNOWN -> throw LinuxError.moved(path.name());
            };
        }
    }

    private TreeNode special(PinnedEntry entry, EntryPath path, NodeType type, FileStatus status) {
        return run.nodes().special(path.name(), type, status, attributes(entry, path));
    }

    /** An entry whose attributes cannot be read is kept without them. */
    private Optional<List<ExtendedAttribute>> attributes(PinnedEntry entry, EntryPath path) {
        return run.troubles().readOrTell(path::text, entry::attributes);
    }

    private Optional<TreeNode> leftOut(EntryPath path) {
        run.troubles().leaveOutSocket(path.text());
        return Optional.empty();
    }
}
