package io.holdfast.coordinator.velero;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resources whose status is restored too. */
public final class RestoreStatusSpec extends OpenShape {
    public @Nullable List<String> includedResources;
    public @Nullable List<String> excludedResources;
}
