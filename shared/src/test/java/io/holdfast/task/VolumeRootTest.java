package io.holdfast.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeRootTest {
    private static final VolumeRoot ROOT =
            new VolumeRoot(02750, 999, 4_294_967_294L, Instant.parse("1969-12-31T23:59:58.123456789Z"));

    @Test
    void shouldBeFoundAmongTheTagsOfASnapshot() {
        assertThat(ROOT.value()).isEqualTo("2750/999/4294967294/1969-12-31T23:59:58.123456789Z");
        assertThat(VolumeRoot.of(List.of("pod=db-0", "root=" + ROOT.value(), "volume=data")))
                .contains(ROOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root",
                "root=",
                "root=yes",
                "root=0750/1/1",
                "root=8/1/1/2026-01-01T00:00:00Z",
                "root=17777/1/1/2026-01-01T00:00:00Z",
                "root=0750/-1/1/2026-01-01T00:00:00Z",
                "root=0750/1/1/yesterday",
                "rooted=0750/1/1/2026-01-01T00:00:00Z"
            })
    void shouldLeaveTagsOfOthersAlone(String tag) {
        assertThat(VolumeRoot.of(List.of(tag))).isEmpty();
    }

    @Test
    void shouldRefuseWhatNoFolderHas() {
        assertThatThrownBy(() -> new VolumeRoot(0100_755, 0, 0, Instant.EPOCH)).hasMessageContaining("100755");
    }
}
