package io.holdfast.agent.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.linux.OpenDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoneMarkTest {
    @TempDir
    private Path volume;

    private LocatedVolume located() throws Exception {
        return new LocatedVolume(OpenDirectory.open(volume), volume.toString());
    }

    @Test
    void shouldWriteAndRemoveTheMark() throws Exception {
        try (LocatedVolume located = located()) {
            DoneMark mark = DoneMark.at(".velero/uid");
            mark.remove(located);
            assertThat(volume.resolve(".velero")).doesNotExist();
            mark.write(located);
            assertThat(volume.resolve(".velero/uid")).isRegularFile();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(volume.resolve(".velero"))))
                    .isEqualTo("rwxr-xr-x");
            mark.remove(located);
            assertThat(volume.resolve(".velero/uid")).doesNotExist();
        }
    }

    @Test
    void shouldLeaveTheTimesOfTheRoot() throws Exception {
        FileTime restored = FileTime.from(Instant.parse("2002-02-02T02:02:02.123456789Z"));
        Files.setLastModifiedTime(volume, restored);
        try (LocatedVolume located = located()) {
            DoneMark.at(".velero/uid").write(located);
        }
        assertThat(Files.getLastModifiedTime(volume)).isEqualTo(restored);
    }

    /** Proves that a link in the volume cannot make the mark appear, or a file vanish, anywhere else. */
    @Test
    void shouldNotFollowALink(@TempDir Path elsewhere) throws Exception {
        Files.createSymbolicLink(volume.resolve(".velero"), elsewhere);
        Files.createFile(elsewhere.resolve("uid"));
        try (LocatedVolume located = located()) {
            DoneMark mark = DoneMark.at(".velero/uid");
            assertThatThrownBy(() -> mark.remove(located)).isInstanceOf(BackupException.class);
            assertThatThrownBy(() -> mark.write(located)).isInstanceOf(BackupException.class);
        }
        assertThat(elsewhere.resolve("uid")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mark", "../mark", ".velero/../mark", "/mark", ".velero/", "a//b"})
    void shouldRefusePathsThatLeaveTheVolumeOrItsFolder(String path) {
        assertThatThrownBy(() -> DoneMark.at(path)).isInstanceOf(BackupException.class);
    }
}
