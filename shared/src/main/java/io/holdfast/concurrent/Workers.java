package io.holdfast.concurrent;

import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Named threads. Platform threads for work that blocks in the file system or the CPU, virtual ones for network waits. */
public final class Workers {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private Workers() {}

    /** Virtual threads {@code name-0}, {@code name-1}, …; what a thread throws is logged, not lost. */
    public static ThreadFactory virtualThreads(String name) {
        return Thread.ofVirtual()
                .name(name + "-", 0)
                .uncaughtExceptionHandler(Workers::log)
                .factory();
    }

    /** Platform threads of the same kind, which do not keep the process alive. */
    public static ThreadFactory platformThreads(String name) {
        return Thread.ofPlatform()
                .daemon()
                .name(name + "-", 0)
                .uncaughtExceptionHandler(Workers::log)
                .factory();
    }

    private static void log(Thread thread, Throwable failure) {
        LOG.error("thread {} ended unexpectedly", thread.getName(), failure);
    }
}
