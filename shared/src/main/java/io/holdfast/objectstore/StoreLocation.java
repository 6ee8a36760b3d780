package io.holdfast.objectstore;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Where a store lies, and how to reach it; without credentials, so that it can be shown and logged. */
public sealed interface StoreLocation {
    /** The same store, narrowed to what lies below {@code child}. */
    StoreLocation resolve(String child);

    /** A directory of this machine's file system. */
    record Directory(Path path) implements StoreLocation {
        public Directory {
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("the store's directory must be an absolute path: " + path);
            }
        }

        @Override
        public StoreLocation resolve(String child) {
            return new Directory(path.resolve(child));
        }
    }

    /**
     * A bucket, and a prefix in it ({@code ""} or without slashes at its ends). An empty endpoint means AWS itself.
     * {@code caCertificate} is PEM text trusted beside the system's authorities.
     */
    record S3(
            String bucket,
            String prefix,
            String region,
            Optional<URI> endpoint,
            Optional<URI> publicEndpoint,
            boolean pathStyle,
            Optional<String> caCertificate,
            boolean insecureSkipTlsVerify,
            Optional<String> serverSideEncryption,
            Optional<String> kmsKeyId)
            implements StoreLocation {
        public S3 {
            if (bucket.isBlank()) {
                throw new IllegalArgumentException("bucket is empty");
            }
            if (prefix.startsWith("/") || prefix.endsWith("/")) {
                throw new IllegalArgumentException("prefix must not start or end with a slash: " + prefix);
            }
            Objects.requireNonNull(region, "region is null");
        }

        @Override
        public StoreLocation resolve(String child) {
            return new S3(
                    bucket,
                    prefix.isEmpty() ? child : prefix + "/" + child,
                    region,
                    endpoint,
                    publicEndpoint,
                    pathStyle,
                    caCertificate,
                    insecureSkipTlsVerify,
                    serverSideEncryption,
                    kmsKeyId);
        }
    }
}
