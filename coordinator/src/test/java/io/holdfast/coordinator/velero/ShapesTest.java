package io.holdfast.coordinator.velero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ShapesTest {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    @Test
    void shouldReadEveryKindOfField() {
        Backup backup = JSON.unmarshal("""
                {"apiVersion":"velero.io/v1","kind":"Backup","metadata":{"name":"b","namespace":"velero"},
                 "spec":{"ttl":"72h0m0s","includedNamespaces":["*"],"orLabelSelectors":[{"matchLabels":{"a":"b"}}],
                         "hooks":{"resources":[{"name":"h","pre":[{"exec":{"command":["sync"],"onError":"Fail"}}]}]}},
                 "status":{"phase":"PartiallyFailed","startTimestamp":"2026-11-21T02:40:18+01:00"}}""", Backup.class);

        assertThat(backup.getSpec().ttl).isEqualTo(GoDuration.of(Duration.ofDays(3)));
        assertThat(backup.getSpec().hooks.resources.getFirst().pre.getFirst().exec.onError)
                .isEqualTo(HookErrorMode.FAIL);
        assertThat(backup.getStatus().phase).isEqualTo(BackupPhase.PARTIALLY_FAILED);
        assertThat(backup.getStatus().startTimestamp).isEqualTo(Instant.parse("2026-11-21T01:40:18Z"));
    }

    @Test
    void shouldWriteOnlyTheFieldsThatAreSet() {
        BackupStatus status = new BackupStatus();
        status.phase = BackupPhase.IN_PROGRESS;
        status.startTimestamp = Instant.parse("2026-11-21T02:40:18.987Z");

        assertThat(JSON.asJson(status)).isEqualTo("""
                {"phase":"InProgress","startTimestamp":"2026-11-21T02:40:18Z"}""");
    }

    @Test
    void shouldKeepFieldsOfANewerVersion() throws Exception {
        String newer = """
                {"apiVersion":"velero.io/v1","kind":"BackupStorageLocation","metadata":{"name":"l"},
                 "spec":{"provider":"aws","default":true,"novel":{"a":[1,2]},
                         "objectStorage":{"bucket":"b","alsoNovel":"x"}},"status":{}}""";

        String written = JSON.asJson(JSON.unmarshal(newer, BackupStorageLocation.class));

        ObjectMapper plain = new ObjectMapper();
        assertThat(plain.readTree(written)).isEqualTo(plain.readTree(newer));
    }

    @Test
    void shouldNameLongNamesAsVeleroDoes() {
        assertThat(VeleroNames.labelValue("a".repeat(63))).isEqualTo("a".repeat(63));
        assertThat(VeleroNames.labelValue("the-really-long-location-name-that-is-much-more-than-63-characters"))
                .isEqualTo("the-really-long-location-name-that-is-much-more-than-63-c69e779");
    }
}
