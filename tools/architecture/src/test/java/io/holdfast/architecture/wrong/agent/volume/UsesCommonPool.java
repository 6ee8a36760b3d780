package io.holdfast.architecture.wrong.agent.volume;

import java.util.concurrent.CompletableFuture;

/** Work on threads that belong to nobody. */
final class UsesCommonPool {
    CompletableFuture<Void> start() {
        return CompletableFuture.runAsync(() -> {});
    }
}
