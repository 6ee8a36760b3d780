package io.holdfast.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.FileId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockStalenessTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final long DEAD = 8;

    @ParameterizedTest
    @CsvSource({
        "here, 7, PT1M, false",
        "here, 7, PT30M, false",
        "here, 7, PT30M1S, true",
        "here, 8, PT0S, true",
        "there, 8, PT29M, false",
        "there, 7, PT31M, true",
        "here, 7, PT-5M, false"
    })
    void shouldTellLocksThatNobodyHolds(String hostname, long pid, Duration age, boolean stale) {
        LockStaleness staleness = new LockStaleness("here", NOW, number -> number != DEAD);
        StoredLock lock = new StoredLock(FileId.of(new byte[0]), NOW.minus(age), false, hostname, "ann", pid);
        assertThat(staleness.reason(lock).isPresent()).isEqualTo(stale);
    }
}
