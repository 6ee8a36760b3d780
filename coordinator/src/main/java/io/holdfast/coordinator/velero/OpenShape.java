package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object of which we know some fields; the others are kept, so that writing back what was read loses nothing. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public abstract class OpenShape {
    private final Map<String, @Nullable Object> otherFields = new LinkedHashMap<>();

    @JsonAnyGetter
    public Map<String, @Nullable Object> otherFields() {
        return otherFields;
    }

    @JsonAnySetter
    public void setOtherField(String name, @Nullable Object value) {
        otherFields.put(name, value);
    }
}
