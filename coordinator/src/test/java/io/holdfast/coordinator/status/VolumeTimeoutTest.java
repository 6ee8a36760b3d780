package io.holdfast.coordinator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeTimeoutTest {
    private static final Duration FOUR_HOURS = Duration.ofHours(4);

    @TempDir
    Path folder = Path.of("");

    @Test
    void shouldObeyTheAnnotationOfTheRun() {
        try (RunLog log = log()) {
            assertThat(VolumeTimeout.of(annotated("1h30m"), FOUR_HOURS, log)).isEqualTo(Duration.ofMinutes(90));
            assertThat(VolumeTimeout.of(new ObjectMeta(), FOUR_HOURS, log)).isEqualTo(FOUR_HOURS);
            assertThat(log.results().errors().count()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1h", "0s", "4"})
    void shouldNameAnAnnotationThatIsNoDuration(String wish) {
        try (RunLog log = log()) {
            assertThat(VolumeTimeout.of(annotated(wish), FOUR_HOURS, log)).isEqualTo(FOUR_HOURS);
            assertThat(log.results().errors().toString())
                    .contains("velero.io/pod-volume-timeout says \"" + wish + "\"", "the volumes have 4h0m0s");
        }
    }

    private RunLog log() {
        return new RunLog(Clock.systemUTC(), "backup", "velero/b1", folder.resolve("log.gz"));
    }

    private static ObjectMeta annotated(String value) {
        return new ObjectMetaBuilder()
                .addToAnnotations("velero.io/pod-volume-timeout", value)
                .build();
    }
}
