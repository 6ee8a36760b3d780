package io.holdfast.coordinator;

import io.holdfast.concurrent.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done once a day, for the first time after a day, whether or not it succeeded the day before. */
record DailyWork(Timers timers, Executor executor, Runnable work) {
    private static final Logger LOG = LoggerFactory.getLogger(DailyWork.class);
    private static final Duration DAY = Duration.ofDays(1);

    void start() {
        timers.after(DAY, () -> executor.execute(this::doOnce));
    }

    private void doOnce() {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("Daily work failed and is tried again tomorrow.", e);
        } finally {
            start();
        }
    }
}
