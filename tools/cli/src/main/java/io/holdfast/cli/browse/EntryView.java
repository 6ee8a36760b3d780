package io.holdfast.cli.browse;

import io.holdfast.browse.WalkedPath;
import io.holdfast.snapshot.NodeMode;
import io.holdfast.snapshot.NodeTime;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Entries of snapshots for programs, under the names that restic's JSON has. */
final class EntryView {
    private EntryView() {}

    /** {@code user}, {@code group} and {@code linktarget} are from restic's trees. */
    static Map<String, Object> of(String messageType, WalkedPath path, TreeNode node) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("message_type", messageType);
        json.put("name", WalkedPath.text(node.name()));
        json.put("type", node.type().label());
        json.put("path", path.text());
        json.put("uid", node.owner().uid());
        json.put("gid", node.owner().gid());
        putUnlessEmpty(json, "user", node.owner().user());
        putUnlessEmpty(json, "group", node.owner().group());
        if (node.type() == NodeType.FILE) {
            json.put("size", node.size());
        }
        json.put("mode", Integer.toUnsignedLong(node.mode()));
        json.put("permissions", NodeMode.text(node.mode()));
        json.put("mtime", text(node.modified()));
        json.put("atime", text(node.accessed()));
        json.put("ctime", text(node.changed()));
        if (node.inode().number() != 0) {
            json.put("inode", node.inode().number());
        }
        putUnlessEmpty(json, "linktarget", node.linkTarget().toString());
        return json;
    }

    private static void putUnlessEmpty(Map<String, Object> json, String field, String value) {
        if (!value.isEmpty()) {
            json.put(field, value);
        }
    }

    private static String text(NodeTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.instant().atOffset(time.zone()));
    }
}
