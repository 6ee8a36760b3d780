package io.holdfast.objectstore;

import java.time.Clock;

/** Opens stores as production uses them: transient failures are tried again. Whoever opens a store closes it. */
public final class ObjectStores {
    private ObjectStores() {}

    /** Makes no request yet: a wrong place or key shows at the first call. */
    public static ObjectStore open(StoreLocation location, StoreCredentials credentials) {
        Retries retries = Retries.withinDeadline();
        ObjectStore store = switch (location) {
            case StoreLocation.Directory directory -> new DirectoryObjectStore(directory.path(), Clock.systemUTC());
            case StoreLocation.S3 bucket -> new S3ObjectStore(bucket, S3Connection.open(bucket, credentials), retries);
        };
        return new RetryingObjectStore(store, retries);
    }
}
