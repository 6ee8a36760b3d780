package io.holdfast.coordinator.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** A coordinator's certificate for loopback, and the authority that agents trust. */
public record TestIdentity(ServingIdentity identity, String authority) {
    public static TestIdentity create() {
        MemoryTlsStore store = new MemoryTlsStore();
        var identity =
                new ServingIdentity(store, List.of("127.0.0.1", "localhost"), Clock.systemUTC(), new SecureRandom());
        identity.refresh();
        return new TestIdentity(identity, store.load().orElseThrow().material().authority());
    }
}
