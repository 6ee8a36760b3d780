package io.holdfast.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holdfast.blob.BlobId;
import io.holdfast.linux.ExtendedAttribute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads one node of a tree from a parser that stands at its opening brace. */
final class NodeDecoder {
    private final JsonParser parser;
    private final byte[] source;

    NodeDecoder(JsonParser parser, byte[] source) {
        this.parser = parser;
        this.source = source;
    }

    TreeNode read() throws IOException {
        NodeFields fields = new NodeFields();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            readField(field, fields);
        }
        return fields.build();
    }

    private void readField(String field, NodeFields fields) throws IOException {
        switch (field) {
            case "name" -> fields.name = parser.getText();
            case "type" -> fields.type = parser.getText();
            case "mode" -> fields.mode = (int) number();
            case "mtime" -> fields.modified = time();
            case "atime" -> fields.accessed = time();
            case "ctime" -> fields.changed = time();
            case "uid" -> fields.uid = number();
            case "gid" -> fields.gid = number();
            case "user" -> fields.user = parser.getText();
            case "group" -> fields.group = parser.getText();
            case "inode" -> fields.inode = number();
            case "device_id" -> fields.deviceId = number();
            case "size" -> fields.size = number();
            case "links" -> fields.links = number();
            case "linktarget" -> fields.linkTarget = RawBytes.of(parser.getText());
            case "linktarget_raw" -> fields.rawLinkTarget = RawBytes.of(parser.getBinaryValue());
            case "extended_attributes" -> fields.extendedAttributes = extendedAttributes();
            case "generic_attributes" -> fields.foreign = foreign();
            case "device" -> fields.device = number();
            case "content" -> fields.content = content();
            case "subtree" -> fields.subtree = BlobId.fromHex(parser.getText());
            case "error" -> fields.error = parser.getText();
            default -> parser.skipChildren();
        }
    }

    private long number() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IllegalArgumentException("not a whole number: " + parser.getText());
        }
        return Long.parseUnsignedLong(parser.getText());
    }

    private NodeTime time() throws IOException {
        return NodeTime.parse(parser.getText());
    }

    /** Or the loops below would run past the value, and past the end. */
    private void require(JsonToken token) throws IOException {
        if (parser.currentToken() != token) {
            throw new IllegalArgumentException("a value of the wrong type: " + parser.currentName());
        }
    }

    private List<BlobId> content() throws IOException {
        require(JsonToken.START_ARRAY);
        BlobIdList.Builder ids = new BlobIdList.Builder(0);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            ids.add(BlobId.fromHex(parser.getText()));
        }
        return ids.build();
    }

    private List<ExtendedAttribute> extendedAttributes() throws IOException {
        require(JsonToken.START_ARRAY);
        List<ExtendedAttribute> attributes = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(JsonToken.START_OBJECT);
            String name = "";
            byte[] value = new byte[0];
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken token = parser.nextToken();
                if (field.equals("name")) {
                    name = parser.getText();
                } else if (field.equals("value") && token == JsonToken.VALUE_STRING) {
                    value = parser.getBinaryValue();
                } else {
                    parser.skipChildren();
                }
            }
            attributes.add(new ExtendedAttribute(name.getBytes(StandardCharsets.UTF_8), value));
        }
        return attributes;
    }

    /** The values are cut from the source: parsing and writing them again could change their form. */
    private ForeignAttributes foreign() throws IOException {
        require(JsonToken.START_OBJECT);
        TreeMap<String, String> values = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
            parser.skipChildren();
            parser.finishToken();
            int end = Math.toIntExact(parser.currentLocation().getByteOffset());
            values.put(name, new String(source, start, end - start, StandardCharsets.UTF_8));
        }
        return new ForeignAttributes(values);
    }
}
