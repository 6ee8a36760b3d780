package io.holdfast.restore;

import io.holdfast.failure.FailureKind;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenFile;
import io.holdfast.linux.OwnUser;
import org.jspecify.annotations.Nullable;

/**
 * Puts pieces into files, and finishes files and directories whose last piece is in place. What fails for one file is a
 * trouble of that file; a full disk ends the restore. Safe for any thread.
 */
final class FileWriter implements AutoCloseable {
    private static final int KEPT_OPEN = 128;

    private final TargetTree tree;
    private final Metadata metadata;
    private final RestoreLedger ledger;
    private final RestoreListener listener;
    private final HandleCache<TargetFile, OpenFile> handles = new HandleCache<>(KEPT_OPEN);

    FileWriter(TargetTree tree, RestoreLedger ledger, RestoreListener listener) {
        this.tree = tree;
        this.metadata = new Metadata(ledger, OwnUser.id());
        this.ledger = ledger;
        this.listener = listener;
    }

    /** Makes the file, empty as yet, so that links to it can be made; false where that failed. */
    boolean make(TargetFile file) {
        try {
            tree.in(file.directory(), in -> {
                handles.use(file, () -> file.open(in)).close();
                return true;
            });
            return true;
        } catch (LinuxError error) {
            fail(file, error);
            return false;
        }
    }

    void write(PlannedBlob.Piece piece, byte[] plaintext) {
        TargetFile file = piece.file();
        try {
            tree.in(file.directory(), in -> {
                try (var use = handles.use(file, () -> file.open(in))) {
                    file.write(use.descriptor(), plaintext, piece.offset());
                }
                return true;
            });
            listener.bytesRestored(plaintext.length);
        } catch (LinuxError error) {
            fail(file, error);
        }
    }

    void fail(TargetFile file, LinuxError error) {
        ledger.requireSpace(file.path(), error);
        fail(file, error.kind(FailureKind.UNWRITABLE), error.sentence());
    }

    void fail(TargetFile file, FailureKind kind, String message) {
        file.fail(kind, message, ledger);
    }

    /** One piece of the file less is to come; after the last one, it gets its metadata. */
    void pieceDone(TargetFile file) {
        if (!file.pieceDone()) {
            return;
        }
        if (!file.hasFailed()) {
            finish(file);
        }
        handles.forget(file);
        file.end();
        listener.fileDone();
        entryDone(file.directory());
    }

    /** One entry of the directory less is to come; after the last one, it gets its metadata, and so on upwards. */
    void entryDone(TargetDirectory directory) {
        for (@Nullable TargetDirectory at = directory; at != null && at.done(); at = at.parent()) {
            finish(at);
            tree.forget(at);
        }
    }

    @Override
    public void close() {
        handles.close();
    }

    private void finish(TargetFile file) {
        try {
            tree.in(file.directory(), in -> {
                try (var use = handles.use(file, () -> file.open(in))) {
                    metadata.apply(use.descriptor(), file.node(), file::path);
                }
                return true;
            });
            file.finish(ledger);
        } catch (LinuxError error) {
            fail(file, error);
        }
    }

    private void finish(TargetDirectory directory) {
        var node = directory.node();
        if (node == null) {
            return;
        }
        try {
            tree.in(directory, open -> {
                metadata.apply(open, node, directory::path);
                tree.protectAgain(directory, open);
                return true;
            });
            ledger.entryRestored();
        } catch (LinuxError error) {
            ledger.trouble(directory.path(), error);
        }
    }
}
