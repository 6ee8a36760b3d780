package io.holdfast.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.blob.FileId;
import io.holdfast.repository.OpenRepository;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Index files that are sealed and named as they should be, and tell something wrong. Some do so of the last blob of a pack:
 * where another lacks, or places overlap, restic tries again for a quarter of an hour before it gives its verdict.
 */
enum IndexDamage {
    LACKS_THE_LAST_BLOB,
    LACKS_A_PACK,
    LACKS_ALL,
    WRONG_LAST_OFFSET,
    SWAPPED_IDS,
    TOO_LONG,
    TOO_SHORT,
    WRONG_PLAIN_LENGTH,
    WRONG_TYPE,
    UNKNOWN_TYPE,
    WRONG_ID,
    NAMES_A_MISSING_PACK,
    NAMES_A_MISSING_BLOB,
    SPLITS_A_PACK,
    TWICE,
    NOT_JSON,
    NO_INDEX;

    private static final ObjectMapper JSON = new ObjectMapper();

    void apply(OpenRepository open, Random random) throws IOException {
        List<StoredFile> files = open.files().list(FileKind.INDEX).stream()
                .sorted(Comparator.comparing(StoredFile::id))
                .toList();
        FileId id = files.get(random.nextInt(files.size())).id();
        ObjectNode index = (ObjectNode) JSON.readTree(open.files().load(FileKind.INDEX, id));
        ArrayNode packs = (ArrayNode) index.path("packs");
        int chosen = random.nextInt(packs.size());
        ObjectNode pack = (ObjectNode) packs.get(chosen);
        ArrayNode blobs = (ArrayNode) pack.path("blobs");
        int at = random.nextInt(blobs.size());
        ObjectNode blob = (ObjectNode) blobs.get(at);
        switch (this) {
            case LACKS_THE_LAST_BLOB -> blobs.remove(last(blobs));
            case LACKS_A_PACK -> packs.remove(chosen);
            case LACKS_ALL -> packs.removeAll();
            case WRONG_LAST_OFFSET -> add((ObjectNode) blobs.get(last(blobs)), "offset", 1 + random.nextInt(20));
            case SWAPPED_IDS -> swapIds(blob, (ObjectNode) blobs.get((at + 1) % blobs.size()));
            case TOO_LONG -> add(blob, "length", 1 + random.nextInt(20));
            case TOO_SHORT -> add(blob, "length", -1 - random.nextInt(20));
            case WRONG_PLAIN_LENGTH -> blob.put("uncompressed_length", 1 + random.nextInt(1 << 30));
            case WRONG_TYPE -> blob.put("type", blob.path("type").asText().equals("data") ? "tree" : "data");
            case UNKNOWN_TYPE -> blob.put("type", "tea");
            case WRONG_ID -> blob.put("id", id(random));
            case NAMES_A_MISSING_PACK -> packs.add(pack.deepCopy().put("id", id(random)));
            case NAMES_A_MISSING_BLOB -> blobs.add(blob.deepCopy().put("id", id(random)));
            case SPLITS_A_PACK -> {
                save(open, one(pack, blobs.remove(at)));
            }
            case TWICE -> save(open, index);
            case NOT_JSON, NO_INDEX -> {}
        }
        open.files().delete(FileKind.INDEX, id);
        if (this == NOT_JSON) {
            FileId _ = open.files().save(FileKind.INDEX, new byte[] {'{', '"'});
        } else if (this != NO_INDEX) {
            save(open, index);
        }
    }

    private static ObjectNode one(ObjectNode pack, JsonNode blob) {
        ObjectNode index = JSON.createObjectNode();
        ObjectNode part = index.putArray("packs").addObject();
        part.put("id", pack.path("id").asText());
        part.putArray("blobs").add(blob);
        return index;
    }

    private static void save(OpenRepository open, ObjectNode index) throws IOException {
        FileId _ = open.files().save(FileKind.INDEX, JSON.writeValueAsBytes(index));
    }

    private static int last(ArrayNode blobs) {
        return IntStream.range(0, blobs.size())
                .boxed()
                .max(Comparator.comparingInt(at -> blobs.get(at).path("offset").asInt()))
                .orElseThrow();
    }

    private static void add(ObjectNode blob, String field, int difference) {
        blob.put(field, blob.path(field).asInt() + difference);
    }

    private static void swapIds(ObjectNode one, ObjectNode other) {
        String id = one.path("id").asText();
        one.put("id", other.path("id").asText());
        other.put("id", id);
    }

    private static String id(Random random) {
        byte[] id = new byte[FileId.LENGTH];
        random.nextBytes(id);
        return FileId.fromBytes(id, 0).toHex();
    }
}
