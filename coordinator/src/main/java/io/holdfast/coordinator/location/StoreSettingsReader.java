package io.holdfast.coordinator.location;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.BackupStorageLocationSpec;
import io.holdfast.coordinator.velero.BackupStorageLocationSpec.ObjectStorage;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.AwsCredentialsFile;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A location's resource and the Secrets that it names, read into what opens its store. Failures say what to correct. */
final class StoreSettingsReader {
    private static final String DEFAULT_SECRET = "cloud-credentials";
    private static final String DEFAULT_KEY = "cloud";

    private final KubernetesClient client;
    private final String namespace;

    StoreSettingsReader(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    StoreSettings read(BackupStorageLocation resource) {
        BackupStorageLocationSpec spec = resource.getSpec();
        ObjectStorage storage = Optional.ofNullable(spec.objectStorage).orElseGet(ObjectStorage::new);
        Map<String, String> config = Optional.ofNullable(spec.config).orElse(Map.of());
        return switch (Optional.ofNullable(spec.provider).orElse("")) {
            case "aws", "velero.io/aws" -> s3(spec, storage, new S3Settings(config));
            case "holdfast.io/directory" ->
                new StoreSettings(directory(storage, config), new StoreCredentials.Ambient());
            case String other ->
                throw new BackupException(
                        FailureKind.UNSUPPORTED,
                        "there is no provider \"" + other + "\"; set spec.provider to aws or holdfast.io/directory");
        };
    }

    private StoreSettings s3(BackupStorageLocationSpec spec, ObjectStorage storage, S3Settings config) {
        return new StoreSettings(
                config.location(storage, caCertificate(storage)), credentials(spec.credential, config.profile()));
    }

    private StoreCredentials credentials(@Nullable SecretKeySelector named, String profile) {
        String name = named == null ? DEFAULT_SECRET : named.getName();
        String key = named == null ? DEFAULT_KEY : named.getKey();
        String file = secret(name, key, "the credentials file of AWS programs");
        try {
            return AwsCredentialsFile.parse(file).profile(profile);
        } catch (BackupException e) {
            throw new BackupException(e.kind(), "the credentials in " + place(name, key) + ": " + e.getMessage(), e);
        }
    }

    private Optional<String> caCertificate(ObjectStorage storage) {
        SecretKeySelector named = storage.caCertRef;
        if (named != null) {
            return Optional.of(secret(named.getName(), named.getKey(), "the authority's certificate in PEM"));
        }
        return Optional.ofNullable(storage.caCert)
                .filter(text -> !text.isBlank())
                .map(text -> new String(decoded(text), StandardCharsets.UTF_8));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT, "its caCert is not base64: write the PEM file in base64", e);
        }
    }

    /** The text under a Secret's key, which {@code meaning} describes for whoever has to create it. */
    private String secret(String name, String key, String meaning) {
        Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
        String value = secret == null || secret.getData() == null
                ? null
                : secret.getData().get(key);
        if (value == null) {
            throw new BackupException(
                    FailureKind.ACCESS_DENIED,
                    "there is no " + place(name, key) + "; create it with " + meaning + " in it");
        }
        return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }

    private String place(String name, String key) {
        return "Secret " + namespace + "/" + name + " with key " + key;
    }

    private static StoreLocation directory(ObjectStorage storage, Map<String, String> config) {
        String path = Optional.ofNullable(config.get("path")).orElse("");
        String bucket = Optional.ofNullable(storage.bucket).orElse("");
        try {
            Path root = Path.of(path);
            if (!root.isAbsolute() || !Files.isDirectory(root)) {
                throw new BackupException(
                        FailureKind.NOT_FOUND,
                        "its config has path=" + path + ", which is no directory here; create or mount it, and write"
                                + " its absolute path");
            }
            Path store =
                    root.resolve(bucket).resolve(S3Settings.prefix(storage)).normalize();
            if (!store.startsWith(root)) {
                throw new BackupException(
                        FailureKind.INVALID_INPUT, "its bucket and prefix lead out of " + root + "; leave .. away");
            }
            return new StoreLocation.Directory(store);
        } catch (InvalidPathException e) {
            throw new BackupException(FailureKind.INVALID_INPUT, "its config has no usable path: " + path, e);
        }
    }
}
