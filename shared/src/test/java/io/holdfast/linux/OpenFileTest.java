package io.holdfast.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFileTest {
    private static final FileName NAME = FileName.of("file");

    @TempDir
    Path root;

    private OpenDirectory directory;
    private OpenFile file;

    @BeforeEach
    void create() throws IOException {
        directory = OpenDirectory.open(root);
        file = directory.writer().createFile(NAME, 0644);
    }

    @AfterEach
    void close() {
        file.close();
        directory.close();
    }

    @Test
    void shouldReadWhatItWrote() throws IOException {
        byte[] content = new byte[1_000_003];
        new Random(7).nextBytes(content);
        file.write(ByteBuffer.wrap(content), 0);
        assertThat(Files.readAllBytes(root.resolve("file"))).isEqualTo(content);

        byte[] read = new byte[content.length + 10];
        assertThat(file.read(read, 5, content.length + 5, 0)).isEqualTo(content.length);
        assertThat(Arrays.copyOfRange(read, 5, 5 + content.length)).isEqualTo(content);

        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(1000);
            assertThat(file.read(segment, content.length - 400)).isEqualTo(400);
            assertThat(segment.asSlice(0, 400).toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(Arrays.copyOfRange(content, content.length - 400, content.length));
        }
        assertThat(file.read(read, 0, 10, content.length)).isZero();
    }

    @Test
    void shouldWriteDirectBuffersFromTheirPosition() throws IOException {
        ByteBuffer direct = ByteBuffer.allocateDirect(8).put("xxabcdyy".getBytes(StandardCharsets.US_ASCII));
        file.write(direct.position(2).limit(6), 3);
        assertThat(direct.remaining()).isZero();
        assertThat(Files.readAllBytes(root.resolve("file"))).isEqualTo(new byte[] {0, 0, 0, 'a', 'b', 'c', 'd'});
    }

    @Test
    void shouldFindHoles() throws IOException {
        long middle = 64L << 20;
        file.truncate(128L << 20);
        file.write(ByteBuffer.wrap(new byte[] {1}), middle);
        long data = file.nextData(0).orElseThrow();
        assertThat(data).isPositive().isLessThanOrEqualTo(middle);
        long hole = file.nextHole(data).orElseThrow();
        assertThat(hole).isGreaterThan(middle).isLessThan(128L << 20);
        assertThat(file.nextData(hole)).isEmpty();
        assertThat(file.nextHole(1L << 40)).isEmpty();
        assertThat(file.status().blocks() * 512).isLessThan(1 << 20);
    }

    @Test
    void shouldReportAnErrorOfTheKernel() throws IOException {
        try (OpenFile reader = directory.openFile(NAME)) {
            assertThatThrownBy(() -> reader.write(ByteBuffer.wrap(new byte[1]), 0))
                    .isInstanceOf(LinuxError.class)
                    .hasMessageStartingWith("write: ");
        }
    }
}
