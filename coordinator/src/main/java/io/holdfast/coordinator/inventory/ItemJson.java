package io.holdfast.coordinator.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;

/** Objects as JSON, exactly as the API server gave them, with sorted keys. */
public final class ItemJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private ItemJson() {}

    public static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new BackupException(
                    FailureKind.INTERNAL, "The API server's answer is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new BackupException(
                    FailureKind.INTERNAL, "An object cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Adds what the entries of a list leave out. */
    static void complete(ObjectNode object, ResourceKind kind) {
        object.put("apiVersion", kind.apiVersion());
        object.put("kind", kind.kind());
    }
}
