package io.holdfast.architecture.wrong.agent.volume;

/** A thread that nobody bounds, names or ends. */
final class StartsThread {
    void start() {
        new Thread(() -> {}).start();
    }
}
