package io.holdfast.architecture.wrong.scan;

/** Waits for time instead of a condition. */
final class Sleeps {
    void rest() throws InterruptedException {
        Thread.sleep(1);
    }
}
