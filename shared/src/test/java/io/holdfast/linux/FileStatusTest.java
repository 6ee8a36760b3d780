package io.holdfast.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FileStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

    /** A subvolume of btrfs has a device number of its own without being mounted. */
    @Test
    void shouldTakeAnotherDeviceOfTheSameMountForTheSameMount() {
        assertThat(on(1, 7).sameMountAs(on(2, 7))).isTrue();
    }

    @Test
    void shouldTellABindMountOfTheSameDevice() {
        assertThat(on(1, 7).sameMountAs(on(1, 8))).isFalse();
    }

    @Test
    void shouldCompareDevicesWhereTheKernelTellsNoMount() {
        assertThat(on(1, 0).sameMountAs(on(1, 0))).isTrue();
        assertThat(on(1, 0).sameMountAs(on(2, 0))).isFalse();
        assertThat(on(1, 0).sameMountAs(on(1, 7))).isTrue();
        assertThat(on(1, 7).sameMountAs(on(2, 0))).isFalse();
    }

    private static FileStatus on(long device, long mount) {
        return new FileStatus(0x4000 | 0700, 2, device, 0, mount, 2, 0, 0, 4096, 8, NOW, NOW, NOW);
    }
}
