package io.holdfast.coordinator;

import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;

/** Opens real stores, which do not answer the calls that a test chooses. */
final class StoreFaults implements BackupLocations.Opener {
    /** Is asked before each call, {@code put backups/b1/b1-logs.gz}; it may also do something meanwhile. */
    volatile Predicate<String> unanswered = call -> false;

    @Override
    public ObjectStore open(StoreLocation location, StoreCredentials credentials) {
        ObjectStore store = ObjectStores.open(location, credentials);
        return (ObjectStore) Proxy.newProxyInstance(
                StoreFaults.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, method, arguments) -> {
                    if (arguments != null
                            && arguments[0] instanceof String key
                            && unanswered.test(method.getName() + " " + key)) {
                        throw new BackupException(FailureKind.UNAVAILABLE, "the store does not answer");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
