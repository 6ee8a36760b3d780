package io.holdfast.coordinator.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;

/** Values as JSON in the store. */
final class StoredJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoredJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new BackupException(
                    FailureKind.INTERNAL, "A value cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.CORRUPT, "A stored object is not the JSON that was expected: " + e.getMessage(), e);
        }
    }
}
