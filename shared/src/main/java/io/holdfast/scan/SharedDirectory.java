package io.holdfast.scan;

import io.holdfast.linux.OpenDirectory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One user's share of an open directory, which is closed when the last share is. Closing a share twice counts once.
 * Thread-safe.
 */
public final class SharedDirectory implements AutoCloseable {
    private final OpenDirectory directory;
    private final AtomicInteger shares;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** The first share, which takes over the directory. */
    SharedDirectory(OpenDirectory directory) {
        this(directory, new AtomicInteger(1));
    }

    private SharedDirectory(OpenDirectory directory, AtomicInteger shares) {
        this.directory = directory;
        this.shares = shares;
    }

    public OpenDirectory directory() {
        return directory;
    }

    /** A further share, for whoever closes it. */
    public SharedDirectory share() {
        if (closed.get()) {
            throw new IllegalStateException("the share was closed before");
        }
        shares.incrementAndGet();
        return new SharedDirectory(directory, shares);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && shares.decrementAndGet() == 0) {
            directory.close();
        }
    }
}
