package io.holdfast.architecture.wrong.coordinator.run;

import java.time.Instant;

/** Time that no test can set. */
final class ReadsClock {
    Instant time() {
        return Instant.now();
    }
}
