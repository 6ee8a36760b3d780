package io.holdfast.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.failure.FailureKind;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileTroubleTest {
    @Test
    void shouldLeaveOutTheMiddleOfAVeryLongPath() {
        String deep = "top/" + "d/".repeat(100_000) + "file";
        FileTrouble trouble = new FileTrouble(deep, FailureKind.UNREADABLE, deep);
        assertThat(trouble.path())
                .startsWith("top/d/d/")
                .contains(" ... ")
                .endsWith("/d/file")
                .hasSizeLessThan(4200);
        assertThat(trouble.message()).isEqualTo(trouble.path());
    }

    @Test
    void shouldNotCutACharacterInTwo() {
        String text = "x" + "\ud83d\ude00".repeat(10_000);
        for (String path : new String[] {text, text + "x"}) {
            String kept = new FileTrouble(path, FailureKind.UNREADABLE, "").path();
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(kept)).isTrue();
        }
    }

    @Test
    void shouldKeepAnOrdinaryPath() {
        String path = "a".repeat(4096);
        assertThat(new FileTrouble(path, FailureKind.UNREADABLE, "why").path()).isEqualTo(path);
    }
}
