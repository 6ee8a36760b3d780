package io.holdfast.objectstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Another store, of whose calls somebody hears before they are made; what they throw then comes in the call's place. */
public final class CallsTold {
    private CallsTold() {}

    /** {@code key} is the call's first argument as text, or empty. */
    @FunctionalInterface
    public interface BeforeCall {
        void of(String method, String key);
    }

    public static ObjectStore of(ObjectStore store, BeforeCall before) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, method, arguments) -> {
                    before.of(method.getName(), arguments == null ? "" : String.valueOf(arguments[0]));
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
