package io.holdfast.restore;

import io.holdfast.linux.Errno;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDescriptor;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.snapshot.NodeMode;
import io.holdfast.snapshot.TreeNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Sets owner, extended attributes, mode and times, in this order: a change of owner clears set-user-id and capabilities, and
 * everything changes times. One that fails is a trouble of its own and keeps none of the others from being set. Paths are
 * asked for only then, since a deep one is long to spell.
 */
final class Metadata {
    /** Labels belong to the machine's policy: where they cannot be set, the machine labels files itself. */
    private static final String MACHINE_LABEL = "security.selinux";

    private static final String MACHINE_NAMESPACE = "security.";

    private final RestoreLedger ledger;

    Metadata(RestoreLedger ledger) {
        this.ledger = ledger;
    }

    private interface Step {
        void run() throws LinuxError;
    }

    /** Of a file or directory that is open. */
    void apply(OpenDescriptor open, TreeNode node, Supplier<String> path) {
        owner(
                path,
                node,
                () -> open.changeOwner(node.owner().uid(), node.owner().gid()),
                open::status);
        step(path, () -> removeOthers(open, node));
        for (ExtendedAttribute attribute : node.extendedAttributes()) {
            attribute(path, attribute, () -> open.setAttribute(attribute));
        }
        step(path, () -> open.changeMode(NodeMode.toUnix(node.mode())));
        step(
                path,
                () -> open.setTimes(node.accessed().instant(), node.modified().instant()));
    }

    /** Of a symbolic link or special file, which cannot be opened. */
    void applyToEntry(OpenDirectory directory, TreeNode node, Supplier<String> path, boolean hasMode) {
        FileName name = node.name();
        var writer = directory.writer();
        owner(
                path,
                node,
                () -> writer.changeOwner(name, node.owner().uid(), node.owner().gid()),
                () -> directory.status(name));
        for (ExtendedAttribute attribute : node.extendedAttributes()) {
            attribute(path, attribute, () -> writer.setAttribute(name, attribute));
        }
        if (hasMode) {
            step(path, () -> writer.changeMode(name, NodeMode.toUnix(node.mode())));
        }
        step(
                path,
                () -> writer.setTimes(
                        name, node.accessed().instant(), node.modified().instant()));
    }

    /** What a directory had before, or an entry has inherited, such as an access control list. */
    private static void removeOthers(OpenDescriptor open, TreeNode node) throws LinuxError {
        for (ExtendedAttribute present : open.attributes()) {
            boolean isKept = node.extendedAttributes().stream()
                    .anyMatch(attribute -> Arrays.equals(attribute.name(), present.name()));
            if (!isKept && !text(present.name()).startsWith(MACHINE_NAMESPACE)) {
                open.removeAttribute(present.name());
            }
        }
    }

    private interface StatusStep {
        FileStatus run() throws LinuxError;
    }

    private void owner(Supplier<String> path, TreeNode node, Step change, StatusStep look) {
        step(path, () -> {
            try {
                change.run();
            } catch (LinuxError error) {
                FileStatus status = look.run();
                boolean isOwner = status.uid() == node.owner().uid()
                        && status.gid() == node.owner().gid();
                if (error.errno() != Errno.EPERM || status.uid() == 0) {
                    throw error;
                }
                if (!isOwner) {
                    ledger.ownerNotSet();
                }
            }
        });
    }

    private void attribute(Supplier<String> path, ExtendedAttribute attribute, Step set) {
        try {
            set.run();
        } catch (LinuxError error) {
            if (!text(attribute.name()).equals(MACHINE_LABEL)) {
                ledger.trouble(path.get(), error);
            }
        }
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }

    private void step(Supplier<String> path, Step step) {
        try {
            step.run();
        } catch (LinuxError error) {
            ledger.trouble(path.get(), error);
        }
    }
}
