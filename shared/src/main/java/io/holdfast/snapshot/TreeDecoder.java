package io.holdfast.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tree blob's nodes one after the other, so that a large directory is never held as objects. Fields that a newer
 * restic may add are passed over. Failures are {@code CORRUPT} and do not name the tree. Not thread-safe.
 */
public final class TreeDecoder implements Iterator<TreeNode> {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final NodeDecoder nodes;
    private @Nullable TreeNode next;

    /** The array is read while iterating, and must not change. */
    public TreeDecoder(byte[] tree) {
        try {
            parser = JSON.createParser(tree);
            nodes = new NodeDecoder(parser, tree);
            if (seekNodes()) {
                next = read();
            }
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw corrupt(e);
        }
    }

    public static List<TreeNode> decode(byte[] tree) {
        List<TreeNode> nodes = new ArrayList<>();
        new TreeDecoder(tree).forEachRemaining(nodes::add);
        return nodes;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public TreeNode next() {
        TreeNode node = next;
        if (node == null) {
            throw new NoSuchElementException("the tree has no more nodes");
        }
        try {
            next = read();
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw corrupt(e);
        }
        return node;
    }

    /** Moves into the array of nodes; false where there is none, as in the tree that holds null. */
    private boolean seekNodes() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("it is not a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isNodes = parser.currentName().equals("nodes");
            JsonToken value = parser.nextToken();
            if (isNodes) {
                return value == JsonToken.START_ARRAY;
            }
            parser.skipChildren();
        }
        return false;
    }

    private @Nullable TreeNode read() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT) {
            return nodes.read();
        }
        if (token != JsonToken.END_ARRAY) {
            throw new IllegalArgumentException("a node is not a JSON object");
        }
        return null;
    }

    private static BackupException corrupt(Exception e) {
        return new BackupException(FailureKind.CORRUPT, "it is not a tree: " + e.getMessage(), e);
    }
}
