package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.scan.AccountNames;
import io.holdfast.snapshot.NodeInode;
import io.holdfast.snapshot.NodeMode;
import io.holdfast.snapshot.NodeOwner;
import io.holdfast.snapshot.NodeTime;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.RawBytes;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.snapshot.TreeNodeBuilder;
import java.util.List;
import java.util.Optional;

/**
 * Makes a tree's nodes of what the file system tells. The access time is the modification time, as in restic: reading must
 * not change a tree. The device is kept for files with several names only, since volumes are mounted under changing numbers.
 * Attributes that could not be read are empty, and a node without them says so.
 */
final class NodeFactory {
    private final AccountNames accounts;

    NodeFactory(AccountNames accounts) {
        this.accounts = accounts;
    }

    /** @param size bytes of the content, which may be other than the status says where the file has changed */
    TreeNode file(
            FileName name,
            FileStatus status,
            Optional<List<ExtendedAttribute>> attributes,
            List<BlobId> content,
            long size) {
        return common(name, NodeType.FILE, status, attributes)
                .content(content)
                .size(size)
                .build();
    }

    TreeNode directory(FileName name, FileStatus status, Optional<List<ExtendedAttribute>> attributes, BlobId subtree) {
        return common(name, NodeType.DIRECTORY, status, attributes)
                .subtree(subtree)
                .build();
    }

    TreeNode symlink(FileName name, FileStatus status, Optional<List<ExtendedAttribute>> attributes, byte[] target) {
        return common(name, NodeType.SYMLINK, status, attributes)
                .linkTarget(RawBytes.of(target))
                .build();
    }

    /** A FIFO or a device. */
    TreeNode special(FileName name, NodeType type, FileStatus status, Optional<List<ExtendedAttribute>> attributes) {
        return common(name, type, status, attributes)
                .device(status.representedDevice())
                .build();
    }

    private TreeNodeBuilder common(
            FileName name, NodeType type, FileStatus status, Optional<List<ExtendedAttribute>> attributes) {
        NodeTime modified = NodeTime.of(status.modified());
        long links = hasLinks(type) ? status.links() : 0;
        return TreeNode.builder(name, type)
                .error(attributes.isPresent() ? "" : "its extended attributes could not be read")
                .mode(NodeMode.ofUnix(type, status.mode()))
                .modified(modified)
                .accessed(modified)
                .changed(NodeTime.of(status.changed()))
                .owner(new NodeOwner(
                        status.uid(), status.gid(), accounts.user(status.uid()), accounts.group(status.gid())))
                .inode(new NodeInode(status.inode(), links > 1 ? status.device() : 0, links))
                .extendedAttributes(attributes.orElse(List.of()));
    }

    /** restic counts the names of these only. */
    private static boolean hasLinks(NodeType type) {
        return switch (type) {
            case FILE, SYMLINK, BLOCK_DEVICE, CHARACTER_DEVICE -> true;
            case DIRECTORY, FIFO, SOCKET, IRREGULAR, UNKNOWN -> false;
        };
    }
}
