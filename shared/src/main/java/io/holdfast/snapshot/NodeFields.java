package io.holdfast.snapshot;

import io.holdfast.blob.BlobId;
import io.holdfast.linux.ExtendedAttribute;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a node as they are met in JSON, in any order, before they make a {@link TreeNode}. */
final class NodeFields {
    @Nullable
    String name;

    @Nullable
    String type;

    int mode;
    NodeTime modified = NodeTime.ZERO;
    NodeTime accessed = NodeTime.ZERO;
    NodeTime changed = NodeTime.ZERO;
    long uid;
    long gid;
    String user = "";
    String group = "";
    long inode;
    long deviceId;
    long size;
    long links;
    RawBytes linkTarget = RawBytes.EMPTY;

    @Nullable
    RawBytes rawLinkTarget;

    List<ExtendedAttribute> extendedAttributes = List.of();
    ForeignAttributes foreign = ForeignAttributes.NONE;
    long device;

    @Nullable
    List<BlobId> content;

    @Nullable
    BlobId subtree;

    String error = "";

    TreeNode build() {
        if (name == null || type == null) {
            throw new IllegalArgumentException("a node without a name or type");
        }
        String label = type;
        return new TreeNode(
                GoQuote.unquote(name),
                NodeType.ofLabel(label)
                        .orElseThrow(() -> new IllegalArgumentException("a node of unknown type " + label)),
                mode,
                modified,
                accessed,
                changed,
                new NodeOwner(uid, gid, user, group),
                new NodeInode(inode, deviceId, links),
                size,
                rawLinkTarget == null ? linkTarget : rawLinkTarget,
                extendedAttributes,
                device,
                Optional.ofNullable(content),
                Optional.ofNullable(subtree),
                error,
                foreign);
    }
}
