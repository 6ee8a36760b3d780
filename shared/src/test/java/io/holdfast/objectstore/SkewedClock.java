package io.holdfast.objectstore;

import java.time.Duration;
import software.amazon.awssdk.core.SdkGlobalTime;

/** Has this process sign requests as if its clock went wrong, as long as it is open. */
public final class SkewedClock implements AutoCloseable {
    /** Ahead of the server's clock, or behind it where negative. */
    public SkewedClock(Duration ahead) {
        SdkGlobalTime.setGlobalTimeOffset(-Math.toIntExact(ahead.toSeconds()));
    }

    @Override
    public void close() {
        SdkGlobalTime.setGlobalTimeOffset(0);
    }
}
