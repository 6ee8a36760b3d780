package io.holdfast.coordinator.location;

import io.holdfast.coordinator.velero.BackupStorageLocationSpec.ObjectStorage;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.StoreLocation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code config} keys of Velero's AWS provider (its {@code backupstoragelocation.md}). A key that is not known is
 * refused, and so is one whose wish could not be fulfilled, such as encryption with a customer's key.
 */
final class S3Settings {
    private static final Set<String> KEYS = Set.of(
            "region",
            "s3ForcePathStyle",
            "s3Url",
            "publicUrl",
            "serverSideEncryption",
            "kmsKeyId",
            "signatureVersion",
            "profile",
            "insecureSkipTLSVerify",
            "enableSharedConfig",
            "checksumAlgorithm");
    private static final String DEFAULT_REGION = "us-east-1";
    private static final String DEFAULT_PROFILE = "default";

    private final Map<String, String> config;

    S3Settings(Map<String, String> config) {
        this.config = config;
        Set<String> unknown = new TreeSet<>(config.keySet());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw invalid(
                    "its config has keys that are not supported: " + String.join(", ", unknown) + "; remove them");
        }
        value("signatureVersion").filter(version -> !version.equals("4")).ifPresent(version -> {
            throw invalid("its config asks for signatureVersion " + version + "; only 4 is supported");
        });
    }

    /** The profile of the credentials file. */
    String profile() {
        return value("profile").orElse(DEFAULT_PROFILE);
    }

    StoreLocation.S3 location(ObjectStorage storage, Optional<String> caCertificate) {
        return new StoreLocation.S3(
                Optional.ofNullable(storage.bucket).orElse(""),
                prefix(storage),
                value("region").orElse(DEFAULT_REGION),
                uri("s3Url"),
                uri("publicUrl"),
                flag("s3ForcePathStyle"),
                caCertificate,
                flag("insecureSkipTLSVerify"),
                value("serverSideEncryption"),
                value("kmsKeyId"));
    }

    /** Slashes at its ends mean nothing, as Velero has it. */
    static String prefix(ObjectStorage storage) {
        return Optional.ofNullable(storage.prefix).orElse("").replaceAll("^/+|/+$", "");
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(config.get(key)).filter(value -> !value.isBlank());
    }

    private boolean flag(String key) {
        return switch (value(key).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            case String other -> throw invalid("its config has " + key + "=" + other + "; write true or false");
        };
    }

    private Optional<URI> uri(String key) {
        return value(key).map(text -> {
            try {
                URI uri = new URI(text);
                if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                throw new BackupException(FailureKind.INVALID_INPUT, noUrl(key, text), e);
            }
            throw invalid(noUrl(key, text));
        });
    }

    private static String noUrl(String key, String text) {
        return "its config has " + key + "=" + text + ", which is no URL; write http://HOST:PORT or https://HOST:PORT";
    }

    private static BackupException invalid(String what) {
        return new BackupException(FailureKind.INVALID_INPUT, what);
    }
}
