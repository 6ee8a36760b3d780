package io.holdfast.restore;

import io.holdfast.linux.Errno;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDescriptor;
import io.holdfast.snapshot.NodeMode;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sets owner, extended attributes, mode and times, in this order: a change of owner clears set-user-id and capabilities, and
 * everything changes times. One that fails is a trouble of its own and keeps none of the others from being set. Paths are
 * asked for only then, since a deep one is long to spell.
 */
final class Metadata {
    private static final long ROOT = 0;
    /** Set-user-id and set-group-id, by which a program lends its owner's rights: not those of one that it never had. */
    private static final int SET_ID = 06000;

    private final RestoreLedger ledger;
    private final long ownUser;

    /** {@code ownUser} is who this process runs as. */
    Metadata(RestoreLedger ledger, long ownUser) {
        this.ledger = ledger;
        this.ownUser = ownUser;
    }

    interface Step {
        void run() throws LinuxError;
    }

    /** Of what is open or pinned; of a link, itself, which has no mode. */
    void apply(OpenDescriptor open, TreeNode node, Supplier<String> path) {
        boolean isOwned = owner(
                path,
                node,
                () -> open.changeOwner(node.owner().uid(), node.owner().gid()),
                open::status);
        step(path, () -> removeOthers(path, open.attributes(), node, open::removeAttribute));
        for (ExtendedAttribute attribute : node.extendedAttributes()) {
            attribute(path, attribute, () -> open.setAttribute(attribute));
        }
        if (node.type() != NodeType.SYMLINK) {
            int mode = NodeMode.toUnix(node.mode());
            boolean lends = node.type() == NodeType.FILE && !isOwned;
            step(path, () -> open.changeMode(lends ? mode & ~SET_ID : mode));
        }
        step(
                path,
                () -> open.setTimes(node.accessed().instant(), node.modified().instant()));
    }

    /** What a directory had before, or an entry has inherited, such as an access control list. */
    void removeOthers(Supplier<String> path, List<ExtendedAttribute> present, TreeNode node, Removal removal) {
        for (ExtendedAttribute attribute : present) {
            boolean isKept =
                    node.extendedAttributes().stream().anyMatch(kept -> Arrays.equals(kept.name(), attribute.name()));
            if (!isKept && AttributeNames.mayBeRemoved(attribute.name())) {
                step(path, () -> removal.of(attribute.name()));
            }
        }
    }

    interface Removal {
        void of(byte[] name) throws LinuxError;
    }

    interface StatusStep {
        FileStatus run() throws LinuxError;
    }

    /** Whether it has its owner now. Only root may give files away, so for others it is no trouble that they cannot. */
    boolean owner(Supplier<String> path, TreeNode node, Step change, StatusStep look) {
        try {
            change.run();
            return true;
        } catch (LinuxError error) {
            return isOwned(path, node, error, look);
        }
    }

    private boolean isOwned(Supplier<String> path, TreeNode node, LinuxError refusal, StatusStep look) {
        try {
            FileStatus status = look.run();
            boolean isOwned = status.uid() == node.owner().uid()
                    && status.gid() == node.owner().gid();
            if (refusal.errno() != Errno.EPERM || ownUser == ROOT) {
                ledger.trouble(path.get(), refusal);
            } else if (!isOwned) {
                ledger.ownerNotSet();
            }
            return isOwned;
        } catch (LinuxError error) {
            ledger.trouble(path.get(), error);
            return false;
        }
    }

    private void attribute(Supplier<String> path, ExtendedAttribute attribute, Step set) {
        try {
            set.run();
        } catch (LinuxError error) {
            if (!AttributeNames.mayBeMissing(attribute.name(), error.errno())) {
                ledger.trouble(path.get(), error);
            }
        }
    }

    private void step(Supplier<String> path, Step step) {
        try {
            step.run();
        } catch (LinuxError error) {
            ledger.trouble(path.get(), error);
        }
    }
}
