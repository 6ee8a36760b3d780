package io.holdfast.objectstore;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.function.Supplier;

/** For reads that verify what they get. It may have been damaged on its way only, and then the advice to repair it would do harm. */
public final class SecondReading {
    private SecondReading() {}

    /** Reads, and reads once more where the first answer was {@code CORRUPT}. */
    public static <T> T of(Supplier<T> read) {
        try {
            return read.get();
        } catch (BackupException e) {
            if (e.kind() != FailureKind.CORRUPT) {
                throw e;
            }
            return read.get();
        }
    }
}
