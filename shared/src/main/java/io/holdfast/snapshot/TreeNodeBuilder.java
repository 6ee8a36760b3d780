package io.holdfast.snapshot;

import io.holdfast.blob.BlobId;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import java.util.List;
import java.util.Optional;

/** Collects the fields of a {@link TreeNode}, which tells what they mean. */
public final class TreeNodeBuilder {
    private final FileName name;
    private final NodeType type;
    private int mode;
    private NodeTime modified = NodeTime.ZERO;
    private NodeTime accessed = NodeTime.ZERO;
    private NodeTime changed = NodeTime.ZERO;
    private NodeOwner owner = NodeOwner.of(0, 0);
    private NodeInode inode = NodeInode.UNKNOWN;
    private long size;
    private RawBytes linkTarget = RawBytes.EMPTY;
    private List<ExtendedAttribute> extendedAttributes = List.of();
    private long device;
    private Optional<List<BlobId>> content = Optional.empty();
    private Optional<BlobId> subtree = Optional.empty();
    private String error = "";
    private ForeignAttributes foreign = ForeignAttributes.NONE;

    TreeNodeBuilder(FileName name, NodeType type) {
        this.name = name;
        this.type = type;
        if (type == NodeType.FILE) {
            content = Optional.of(List.of());
        }
    }

    TreeNodeBuilder(TreeNode node) {
        this.name = node.name();
        this.type = node.type();
        this.mode = node.mode();
        this.modified = node.modified();
        this.accessed = node.accessed();
        this.changed = node.changed();
        this.owner = node.owner();
        this.inode = node.inode();
        this.size = node.size();
        this.linkTarget = node.linkTarget();
        this.extendedAttributes = node.extendedAttributes();
        this.device = node.device();
        this.content = node.content();
        this.subtree = node.subtree();
        this.error = node.error();
        this.foreign = node.foreign();
    }

    public TreeNodeBuilder mode(int mode) {
        this.mode = mode;
        return this;
    }

    public TreeNodeBuilder modified(NodeTime modified) {
        this.modified = modified;
        return this;
    }

    public TreeNodeBuilder accessed(NodeTime accessed) {
        this.accessed = accessed;
        return this;
    }

    public TreeNodeBuilder changed(NodeTime changed) {
        this.changed = changed;
        return this;
    }

    public TreeNodeBuilder owner(NodeOwner owner) {
        this.owner = owner;
        return this;
    }

    public TreeNodeBuilder inode(NodeInode inode) {
        this.inode = inode;
        return this;
    }

    public TreeNodeBuilder size(long size) {
        this.size = size;
        return this;
    }

    public TreeNodeBuilder linkTarget(RawBytes linkTarget) {
        this.linkTarget = linkTarget;
        return this;
    }

    public TreeNodeBuilder extendedAttributes(List<ExtendedAttribute> extendedAttributes) {
        this.extendedAttributes = extendedAttributes;
        return this;
    }

    public TreeNodeBuilder device(long device) {
        this.device = device;
        return this;
    }

    public TreeNodeBuilder content(List<BlobId> content) {
        this.content = Optional.of(content);
        return this;
    }

    /** What restic writes for all that is not a file, and for files that it could not read. */
    public TreeNodeBuilder noContent() {
        content = Optional.empty();
        return this;
    }

    public TreeNodeBuilder subtree(BlobId subtree) {
        this.subtree = Optional.of(subtree);
        return this;
    }

    public TreeNodeBuilder error(String error) {
        this.error = error;
        return this;
    }

    public TreeNodeBuilder foreign(ForeignAttributes foreign) {
        this.foreign = foreign;
        return this;
    }

    public TreeNode build() {
        return new TreeNode(
                name,
                type,
                mode,
                modified,
                accessed,
                changed,
                owner,
                inode,
                size,
                linkTarget,
                extendedAttributes,
                device,
                content,
                subtree,
                error,
                foreign);
    }
}
