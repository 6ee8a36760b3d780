package io.holdfast.snapshot;

import io.holdfast.blob.BlobId;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the plaintext of a tree blob, node by node, byte for byte as restic does. Reusable; not thread-safe. Source:
 * restic's {@code internal/restic} (Node, Tree) and Go's {@code encoding/json}.
 */
public final class TreeEncoder {
    private final GoJson json;
    private @Nullable FileName last;

    public TreeEncoder() {
        this(new GoJson(4 << 10));
        reset();
    }

    private TreeEncoder(GoJson json) {
        this.json = json;
    }

    /** One with the same nodes so far. */
    TreeEncoder copy() {
        TreeEncoder copy = new TreeEncoder(json.copy());
        copy.last = last;
        return copy;
    }

    /** Appends a node; an IllegalArgumentException unless its name comes after the one before, by unsigned bytes. */
    public void add(TreeNode node) {
        if (last != null) {
            if (last.compareTo(node.name()) >= 0) {
                throw new IllegalArgumentException("the node " + node.name() + " must not follow " + last);
            }
            json.ascii(",");
        }
        last = node.name();
        write(node);
    }

    /** Bytes since the start or the last {@link #drop}. */
    int size() {
        return json.size();
    }

    /** Those bytes; they are the encoder's, and stand until {@link #drop}. */
    ByteBuffer piece() {
        return json.view();
    }

    /** Forgets the bytes so far, and goes on with what follows them. */
    void drop() {
        json.clear();
    }

    /** Ends the tree. The bytes are the encoder's, and stand until {@link #reset}, which has to follow. */
    public ByteBuffer finish() {
        json.ascii("]}\n");
        return json.view();
    }

    /** Starts the next tree. */
    public void reset() {
        json.clear();
        json.ascii("{\"nodes\":[");
        last = null;
    }

    /** The tree blob for nodes in ascending order. */
    public static byte[] encode(Iterable<TreeNode> nodes) {
        TreeEncoder encoder = new TreeEncoder();
        nodes.forEach(encoder::add);
        ByteBuffer view = encoder.finish();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }

    private void write(TreeNode node) {
        json.ascii("{\"name\":");
        json.string(GoQuote.quote(node.name()));
        json.ascii(",\"type\":\"");
        json.ascii(node.type().label());
        json.ascii("\"");
        number(",\"mode\":", node.mode() & 0xffff_ffffL);
        time(",\"mtime\":", node.modified());
        time(",\"atime\":", node.accessed());
        time(",\"ctime\":", node.changed());
        write(node.owner());
        write(node.inode(), node.size());
        writeLinkTarget(node.linkTarget());
        writeExtendedAttributes(node.extendedAttributes());
        writeForeign(node.foreign());
        number(",\"device\":", node.device());
        json.ascii(",\"content\":");
        node.content().ifPresentOrElse(this::writeContent, () -> json.ascii("null"));
        node.subtree().ifPresent(this::writeSubtree);
        text(",\"error\":", node.error());
        json.ascii("}");
    }

    private void write(NodeOwner owner) {
        json.ascii(",\"uid\":");
        json.unsigned(owner.uid());
        json.ascii(",\"gid\":");
        json.unsigned(owner.gid());
        text(",\"user\":", owner.user());
        text(",\"group\":", owner.group());
    }

    private void write(NodeInode inode, long size) {
        number(",\"inode\":", inode.number());
        number(",\"device_id\":", inode.device());
        number(",\"size\":", size);
        number(",\"links\":", inode.links());
    }

    private void writeLinkTarget(RawBytes target) {
        if (!target.isEmpty()) {
            json.ascii(",\"linktarget\":");
            json.string(target.raw());
            if (!target.isText()) {
                json.ascii(",\"linktarget_raw\":");
                json.base64(target.raw());
            }
        }
    }

    private void writeExtendedAttributes(List<ExtendedAttribute> attributes) {
        if (!attributes.isEmpty()) {
            String before = ",\"extended_attributes\":[{\"name\":";
            for (ExtendedAttribute attribute : attributes) {
                json.ascii(before);
                json.string(attribute.name());
                json.ascii(",\"value\":");
                json.base64(attribute.value());
                before = "},{\"name\":";
            }
            json.ascii("}]");
        }
    }

    private void writeForeign(ForeignAttributes foreign) {
        if (!foreign.json().isEmpty()) {
            String before = ",\"generic_attributes\":{";
            for (Map.Entry<String, String> attribute : foreign.json().entrySet()) {
                json.ascii(before);
                json.string(attribute.getKey());
                json.ascii(":");
                json.verbatim(attribute.getValue());
                before = ",";
            }
            json.ascii("}");
        }
    }

    private void writeContent(List<BlobId> content) {
        json.ascii("[");
        for (int i = 0; i < content.size(); i++) {
            if (i > 0) {
                json.ascii(",");
            }
            json.id(content.get(i));
        }
        json.ascii("]");
    }

    private void writeSubtree(BlobId subtree) {
        json.ascii(",\"subtree\":");
        json.id(subtree);
    }

    private void time(String field, NodeTime time) {
        json.ascii(field);
        json.time(time);
    }

    /** Zero is left out, as Go's {@code omitempty} does. */
    private void number(String field, long value) {
        if (value != 0) {
            json.ascii(field);
            json.unsigned(value);
        }
    }

    private void text(String field, String value) {
        if (!value.isEmpty()) {
            json.ascii(field);
            json.string(value);
        }
    }
}
