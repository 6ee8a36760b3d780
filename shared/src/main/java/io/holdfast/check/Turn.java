package io.holdfast.check;

import io.holdfast.concurrent.Permit;
import io.holdfast.concurrent.ThreadBudget;

/** A permit that its holder gives back while it waits for the store, and takes again to go on. Used by one thread. */
final class Turn implements AutoCloseable {
    private final ThreadBudget threads;
    private Permit permit;

    private Turn(ThreadBudget threads, Permit permit) {
        this.threads = threads;
        this.permit = permit;
    }

    static Turn take(ThreadBudget threads) throws InterruptedException {
        return new Turn(threads, threads.acquire());
    }

    void pause() {
        permit.close();
    }

    void resume() throws InterruptedException {
        permit = threads.acquire();
    }

    @Override
    public void close() {
        permit.close();
    }
}
