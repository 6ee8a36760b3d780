package io.holdfast.objectstore;

import java.time.Clock;
import java.time.Duration;

/** Opens stores as production uses them: transient failures are tried again. Whoever opens a store closes it. */
public final class ObjectStores {
    private ObjectStores() {}

    /**
     * The same store for calls that are worth no longer than this, such as the renewal of a lock; a store that does not try
     * again is answered as it is. It stays open as long as the other one, and is not to be closed.
     */
    public static ObjectStore within(Duration deadline, ObjectStore store) {
        return store instanceof RetryingObjectStore retrying ? retrying.within(deadline) : store;
    }

    /** The same, and each try to put or delete asks first; it is not made where that throws. */
    public static ObjectStore guarded(Duration deadline, ObjectStore store, Runnable beforeEachChange) {
        return store instanceof RetryingObjectStore retrying
                ? retrying.within(deadline).asking(beforeEachChange)
                : new AskingObjectStore(store, beforeEachChange);
    }

    /** Makes no request yet: a wrong place or key shows at the first call. */
    public static ObjectStore open(StoreLocation location, StoreCredentials credentials) {
        Retries retries = Retries.withinDeadline();
        Clock clock = Clock.systemUTC();
        ObjectStore store = switch (location) {
            case StoreLocation.Directory directory -> new DirectoryObjectStore(directory.path(), clock);
            case StoreLocation.S3 bucket ->
                new S3ObjectStore(bucket, S3Connection.open(bucket, credentials, clock), retries);
        };
        return new RetryingObjectStore(store, retries);
    }
}
