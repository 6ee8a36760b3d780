package io.holdfast.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;

/** The two {@code struct timespec} of utimensat(2). */
final class TimesArgument {
    private TimesArgument() {}

    /** The address of the structures in this thread's scratch memory. */
    static long of(Instant accessed, Instant modified) {
        MemorySegment times = Scratch.current().argument;
        times.set(ValueLayout.JAVA_LONG, 0, accessed.getEpochSecond());
        times.set(ValueLayout.JAVA_LONG, 8, accessed.getNano());
        times.set(ValueLayout.JAVA_LONG, 16, modified.getEpochSecond());
        times.set(ValueLayout.JAVA_LONG, 24, modified.getNano());
        return times.address();
    }
}
