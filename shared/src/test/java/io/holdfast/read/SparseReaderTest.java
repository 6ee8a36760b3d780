package io.holdfast.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.linux.FileName;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseReaderTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path root;

    @Test
    void shouldReadDataAndHolesAlike() throws Exception {
        try (OpenDirectory directory = OpenDirectory.open(root);
                OpenFile file = directory.writer().createFile(FileName.of("file"), 0600)) {
            byte[] data = new byte[100_000];
            Arrays.fill(data, (byte) 7);
            file.write(ByteBuffer.wrap(data), 2 * MIB);
            file.write(ByteBuffer.wrap(data), 5 * MIB + 3);
            file.truncate(9 * MIB);
            byte[] expected = Files.readAllBytes(root.resolve("file"));

            SparseReader reader = new SparseReader(file, file.status());
            byte[] actual = new byte[9 * MIB + 10];
            Arrays.fill(actual, (byte) 1);
            assertThat(reader.read(actual, 0, actual.length, 0)).isEqualTo(9 * MIB);
            assertThat(Arrays.copyOf(actual, 9 * MIB)).isEqualTo(expected);

            assertThat(reader.isHole(0, MIB)).isTrue();
            assertThat(reader.isHole(MIB, MIB)).isTrue();
            assertThat(reader.isHole(MIB + 1, MIB)).isFalse();
            assertThat(reader.isHole(6 * MIB, 3 * MIB)).isTrue();
            assertThat(reader.read(actual, 0, 10, 9 * MIB)).isZero();
        }
    }

    /** Between the two questions where data begins and where it ends. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4 * MIB})
    void shouldEndWhereAFileIsCutOffMeanwhile(int newSize) throws Exception {
        try (OpenDirectory directory = OpenDirectory.open(root);
                OpenFile file = directory.writer().createFile(FileName.of("file"), 0600)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), 4 * MIB);
            file.truncate(8 * MIB);
            SparseReader reader = new SparseReader(file, file.status(), new SparseReader.Layout() {
                @Override
                public OptionalLong nextData(long offset) throws LinuxError {
                    OptionalLong data = file.nextData(offset);
                    file.truncate(newSize);
                    return data;
                }

                @Override
                public OptionalLong nextHole(long offset) throws LinuxError {
                    return file.nextHole(offset);
                }
            });
            assertThat(reader.read(new byte[4 * MIB], 0, 4 * MIB, 4 * MIB)).isZero();
        }
    }

    @Test
    void shouldNotSeeWhatIsAppendedLater() throws Exception {
        try (OpenDirectory directory = OpenDirectory.open(root);
                OpenFile file = directory.writer().createFile(FileName.of("file"), 0600)) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
            SparseReader reader = new SparseReader(file, file.status());
            file.write(ByteBuffer.wrap(new byte[] {4, 5}), 3);
            assertThat(reader.read(new byte[10], 0, 10, 0)).isEqualTo(3);
        }
    }
}
