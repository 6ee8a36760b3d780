package io.holdfast.objectstore;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For reads that verify what they get. It may have been damaged on its way only, and then the advice to repair it would do harm. */
public final class SecondReading {
    private static final Logger LOG = LoggerFactory.getLogger(SecondReading.class);

    private SecondReading() {}

    /** Reads, and reads once more where the first answer was {@code CORRUPT}. */
    public static <T> T of(Supplier<T> read) {
        try {
            return read.get();
        } catch (BackupException e) {
            if (e.kind() != FailureKind.CORRUPT) {
                throw e;
            }
            LOG.warn("what was read is damaged; reading it once more", e);
            return read.get();
        }
    }
}
