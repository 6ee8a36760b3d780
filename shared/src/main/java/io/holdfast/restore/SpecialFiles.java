package io.holdfast.restore;

import io.holdfast.failure.FailureKind;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OwnUser;
import io.holdfast.linux.PinnedEntry;
import io.holdfast.snapshot.TreeNode;
import java.util.Optional;

/**
 * Makes what has no content: symbolic links, further names of files, FIFOs and devices. Creating these opens nothing, so what
 * was made is pinned and looked at before anything is done to it: of the right type, and with this one name, it is
 * nothing that lies elsewhere too. Used by one thread.
 */
final class SpecialFiles {
    /** Ours alone until the restored mode is set. */
    private static final int PRIVATE = 0600;

    private final TargetTree tree;
    private final RestoreLedger ledger;
    private final HardLinks hardLinks;
    private final Metadata metadata;

    SpecialFiles(TargetTree tree, RestoreLedger ledger, HardLinks hardLinks) {
        this.tree = tree;
        this.ledger = ledger;
        this.hardLinks = hardLinks;
        this.metadata = new Metadata(ledger, OwnUser.id());
    }

    /** Makes what the node says; or where it is a further name of what was made, a link to that. */
    void restore(TargetDirectory directory, TreeNode node) {
        if (HardLinks.hasOtherNames(node)) {
            Optional<MadeEntry> known = hardLinks.find(node);
            if (known.isPresent()) {
                link(known.get(), directory, node);
                return;
            }
        }
        try {
            tree.in(directory, in -> {
                make(directory, in, node);
                return true;
            });
        } catch (LinuxError error) {
            ledger.unwritable(directory.path(node.name()), error);
        }
    }

    /** Gives the entry one more name. */
    void link(MadeEntry entry, TargetDirectory directory, TreeNode node) {
        String path = directory.path(node.name());
        try {
            tree.in(
                    entry.directory(),
                    existingIn -> tree.in(directory, in -> {
                        link(entry, existingIn, in, node.name());
                        return true;
                    }));
            entry.addName(path, ledger);
        } catch (LinuxError error) {
            ledger.unwritable(path, error);
        }
    }

    private static void link(MadeEntry entry, OpenDirectory existingIn, OpenDirectory in, FileName name)
            throws LinuxError {
        Replacement.make(in, name, () -> {
            in.writer().createHardLink(existingIn, entry.name(), name);
            return true;
        });
        if (!entry.is(in.status(name))) {
            throw LinuxError.moved(entry.name());
        }
    }

    private void make(TargetDirectory directory, OpenDirectory in, TreeNode node) throws LinuxError {
        switch (node.type()) {
            case SYMLINK -> make(directory, in, node, FileType.SYMLINK);
            case FIFO -> make(directory, in, node, FileType.FIFO);
            case BLOCK_DEVICE -> make(directory, in, node, FileType.BLOCK_DEVICE);
            case CHARACTER_DEVICE -> make(directory, in, node, FileType.CHARACTER_DEVICE);
            case SOCKET -> {
                // The program that listens makes its socket anew; a restored one would answer nobody.
            }
            case IRREGULAR, UNKNOWN, FILE, DIRECTORY ->
                ledger.trouble(
                        directory.path(node.name()),
                        FailureKind.UNSUPPORTED,
                        "it is neither file, directory, link, FIFO nor device");
        }
    }

    private void make(TargetDirectory directory, OpenDirectory in, TreeNode node, FileType type) throws LinuxError {
        FileName name = node.name();
        Replacement.make(in, name, () -> {
            if (type == FileType.SYMLINK) {
                in.writer().createSymlink(name, node.linkTarget().bytes());
            } else {
                in.writer().createNode(name, type.bits() << 12 | PRIVATE, node.device());
            }
            return true;
        });
        try (PinnedEntry made = in.pin(name)) {
            FileStatus status = requireOurs(made, name, type);
            metadata.apply(made, node, () -> directory.path(name));
            if (HardLinks.hasOtherNames(node)) {
                hardLinks.add(node, new MadeNode(directory, name, status.inode(), status.device()));
            }
        }
        ledger.entryRestored();
    }

    static FileStatus requireOurs(PinnedEntry made, FileName name, FileType type) throws LinuxError {
        FileStatus status = made.status();
        if (status.type() != type || status.links() != 1) {
            throw LinuxError.moved(name);
        }
        return status;
    }
}
