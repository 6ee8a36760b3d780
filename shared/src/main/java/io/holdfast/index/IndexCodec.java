package io.holdfast.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.pack.PackEntry;
import io.holdfast.upload.StoredPack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;

/** The JSON of index files, read and written token by token. Source: restic's design document, "Indexing". */
final class IndexCodec {
    private static final JsonFactory JSON = new JsonFactory();

    private IndexCodec() {}

    static byte[] encode(Collection<StoredPack> packs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("packs");
            for (StoredPack pack : packs) {
                json.writeStartObject();
                json.writeStringField("id", pack.id().toHex());
                json.writeArrayFieldStart("blobs");
                for (PackEntry entry : pack.entries()) {
                    write(entry, json);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(PackEntry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entry.id().toHex());
        json.writeStringField("type", entry.type().label());
        json.writeNumberField("offset", entry.offset());
        json.writeNumberField("length", entry.length());
        if (entry.compressed()) {
            json.writeNumberField("uncompressed_length", entry.plainLength());
        }
        json.writeEndObject();
    }

    /** Adds what an index file names; {@code CORRUPT}, naming no file, where it is not an index. */
    static void decode(InputStream index, IndexContent content) {
        try (JsonParser json = JSON.createParser(index)) {
            expect(json.nextToken() == JsonToken.START_OBJECT, "it is not a JSON object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isPacks = json.currentName().equals("packs");
                JsonToken value = json.nextToken();
                if (isPacks && isArray(value)) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        readPack(json, content);
                    }
                    expect(json.currentToken() == JsonToken.END_ARRAY, "a pack is not a JSON object");
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BackupException(FailureKind.CORRUPT, "it is not an index: " + e.getMessage(), e);
        }
    }

    private static void readPack(JsonParser json, IndexContent content) throws IOException {
        boolean named = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("id")) {
                content.pack(FileId.fromHex(json.getText()));
                named = true;
            } else if (field.equals("blobs") && isArray(value)) {
                expect(named, "a pack's blobs come before its id");
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    readBlob(json, content);
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private static void readBlob(JsonParser json, IndexContent content) throws IOException {
        BlobId id = null;
        BlobType type = null;
        int offset = -1;
        int length = -1;
        int plainLength = SegmentBuilder.RAW;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "id" -> id = BlobId.fromHex(json.getText());
                case "type" -> type = type(json.getText());
                case "offset" -> offset = json.getIntValue();
                case "length" -> length = json.getIntValue();
                case "uncompressed_length" ->
                    plainLength = json.getIntValue() == 0 ? SegmentBuilder.RAW : positive(json);
                default -> json.skipChildren();
            }
        }
        if (id == null || type == null || offset < 0 || length < ByteSealer.OVERHEAD) {
            throw new IllegalArgumentException("a blob's entry is incomplete");
        }
        expect(length <= Integer.MAX_VALUE - offset, "a blob of impossible length");
        content.add(type, id, offset, length, plainLength);
    }

    private static int positive(JsonParser json) throws IOException {
        int number = json.getIntValue();
        expect(number > 0, "a blob of impossible length");
        return number;
    }

    /** Lists may be null, which Go's programs write for empty ones, but nothing else. */
    private static boolean isArray(JsonToken value) {
        expect(value == JsonToken.START_ARRAY || value == JsonToken.VALUE_NULL, "a list is none");
        return value == JsonToken.START_ARRAY;
    }

    private static BlobType type(String label) {
        for (BlobType type : BlobType.values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException("a blob of unknown type " + label);
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
