package io.holdfast.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsDialTest {
    @TempDir
    private Path folder;

    @Test
    void shouldSayWhichFileIsMissingAndWhatItIs() throws Exception {
        Path authority = folder.resolve("ca.crt");
        Path token = folder.resolve("token");
        TlsDial dial = new TlsDial(authority, token, Runnable::run);
        assertThatThrownBy(() -> dial.open("localhost:1"))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INVALID_INPUT))
                .hasMessageContaining("--token-file");
        Files.writeString(token, "token");
        assertThatThrownBy(() -> dial.open("localhost:1")).hasMessageContaining("--coordinator-ca-file");
    }
}
