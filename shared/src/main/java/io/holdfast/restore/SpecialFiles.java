package io.holdfast.restore;

import io.holdfast.failure.FailureKind;
import io.holdfast.linux.Errno;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OwnUser;
import io.holdfast.snapshot.TreeNode;
import java.util.function.Supplier;

/** Makes what has no content: symbolic links, further names of files, FIFOs and devices. Used by one thread. */
final class SpecialFiles {
    private final TargetTree tree;
    private final RestoreLedger ledger;
    private final Metadata metadata;

    SpecialFiles(TargetTree tree, RestoreLedger ledger) {
        this.tree = tree;
        this.ledger = ledger;
        this.metadata = new Metadata(ledger, OwnUser.id());
    }

    private interface Making {
        void run() throws LinuxError;
    }

    void restore(TargetDirectory directory, TreeNode node) {
        Supplier<String> path = () -> directory.path(node.name());
        try {
            boolean made = tree.in(directory, in -> make(in, node, path));
            if (made) {
                ledger.entryRestored();
            }
        } catch (LinuxError error) {
            ledger.unwritable(path.get(), error);
        }
    }

    /** Gives the file one more name. */
    void link(TargetFile file, TargetDirectory directory, TreeNode node) {
        String path = directory.path(node.name());
        try {
            tree.in(
                    file.directory(),
                    existingIn -> tree.in(directory, in -> {
                        anew(
                                in,
                                node.name(),
                                () -> in.writer()
                                        .createHardLink(existingIn, file.node().name(), node.name()));
                        return true;
                    }));
            file.addName(path);
            ledger.entryRestored();
        } catch (LinuxError error) {
            ledger.unwritable(path, error);
        }
    }

    private boolean make(OpenDirectory in, TreeNode node, Supplier<String> path) throws LinuxError {
        FileName name = node.name();
        var writer = in.writer();
        switch (node.type()) {
            case SYMLINK -> {
                anew(
                        in,
                        name,
                        () -> writer.createSymlink(name, node.linkTarget().bytes()));
                metadata.applyToEntry(in, node, path, false);
            }
            case FIFO -> node(in, node, FileType.FIFO, path);
            case BLOCK_DEVICE -> node(in, node, FileType.BLOCK_DEVICE, path);
            case CHARACTER_DEVICE -> node(in, node, FileType.CHARACTER_DEVICE, path);
            case SOCKET -> {
                // The program that listens makes its socket anew; a restored one would answer nobody.
            }
            case IRREGULAR, UNKNOWN, FILE, DIRECTORY -> {
                ledger.trouble(
                        path.get(), FailureKind.UNSUPPORTED, "it is neither file, directory, link, FIFO nor device");
                return false;
            }
        }
        return true;
    }

    private void node(OpenDirectory in, TreeNode node, FileType type, Supplier<String> path) throws LinuxError {
        FileName name = node.name();
        int mode = type.bits() << 12 | 0600;
        anew(in, name, () -> in.writer().createNode(name, mode, node.device()));
        metadata.applyToEntry(in, node, path, true);
    }

    /** Makes the entry in the place of what has its name, unless that is a directory with something in it. */
    private static void anew(OpenDirectory in, FileName name, Making making) throws LinuxError {
        try {
            making.run();
        } catch (LinuxError error) {
            if (error.errno() != Errno.EEXIST) {
                throw error;
            }
            if (in.status(name).isDirectory()) {
                in.writer().removeDirectory(name);
            } else {
                in.writer().remove(name);
            }
            making.run();
        }
    }
}
