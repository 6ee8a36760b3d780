package io.holdfast.snapshot;

import io.holdfast.blob.BlobId;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One entry of a directory, with all that restic's format knows of it.
 *
 * @param mode Go's {@code os.FileMode}; see {@link NodeMode}
 * @param size bytes of content, of a file; otherwise 0
 * @param linkTarget raw bytes, of a symlink; otherwise empty
 * @param device what a device node stands for, as {@code st_rdev}; otherwise 0
 * @param content the blobs that make up a file, none for an empty one; absent for all that is not a file
 * @param subtree the tree of a directory
 * @param error what the writer could not find out, or {@code ""}
 * @param foreign what only other operating systems' clients write; kept, never interpreted
 */
public record TreeNode(
        FileName name,
        NodeType type,
        int mode,
        NodeTime modified,
        NodeTime accessed,
        NodeTime changed,
        NodeOwner owner,
        NodeInode inode,
        long size,
        RawBytes linkTarget,
        List<ExtendedAttribute> extendedAttributes,
        long device,
        Optional<List<BlobId>> content,
        Optional<BlobId> subtree,
        String error,
        ForeignAttributes foreign) {
    public TreeNode {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(modified, "modified is null");
        Objects.requireNonNull(accessed, "accessed is null");
        Objects.requireNonNull(changed, "changed is null");
        Objects.requireNonNull(owner, "owner is null");
        Objects.requireNonNull(inode, "inode is null");
        Objects.requireNonNull(linkTarget, "linkTarget is null");
        extendedAttributes = List.copyOf(extendedAttributes);
        content = content.map(BlobIdList::copyOf);
        Objects.requireNonNull(subtree, "subtree is null");
        Objects.requireNonNull(error, "error is null");
        Objects.requireNonNull(foreign, "foreign is null");
    }

    /** Starts a node of this name and type, with everything else unset; a file starts with empty content. */
    public static TreeNodeBuilder builder(FileName name, NodeType type) {
        return new TreeNodeBuilder(name, type);
    }

    /** Starts a copy to be changed. */
    public TreeNodeBuilder toBuilder() {
        return new TreeNodeBuilder(this);
    }
}
