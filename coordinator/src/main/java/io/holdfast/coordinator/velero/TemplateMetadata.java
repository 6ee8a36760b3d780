package io.holdfast.coordinator.velero;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels that a schedule gives to its backups. */
public final class TemplateMetadata extends OpenShape {
    public @Nullable Map<String, String> labels;
}
