package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store, the way to it, and how it may be used. */
public final class BackupStorageLocationSpec extends OpenShape {
    public @Nullable String provider;
    public @Nullable Map<String, String> config;
    public @Nullable SecretKeySelector credential;
    public @Nullable ObjectStorage objectStorage;

    @JsonProperty("default")
    public @Nullable Boolean isDefault;

    public @Nullable AccessMode accessMode;
    public @Nullable GoDuration backupSyncPeriod;
    public @Nullable GoDuration validationFrequency;

    /** The bucket, and what is trusted on the way to it. */
    public static final class ObjectStorage extends OpenShape {
        public @Nullable String bucket;
        public @Nullable String prefix;
        /** PEM text in base64. */
        public @Nullable String caCert;

        public @Nullable SecretKeySelector caCertRef;
    }
}
