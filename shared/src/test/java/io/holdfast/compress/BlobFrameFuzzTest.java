package io.holdfast.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.soak.Fuzz;
import io.holdfast.soak.RealFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A blob's frame and the length that an index claims for it; both come from outside. */
class BlobFrameFuzzTest {
    private static final int LARGE = 20 << 20;

    private final Decompressor decompressor = new Decompressor();

    @AfterEach
    void close() {
        decompressor.close();
    }

    /** Each case is a frame behind the length that is claimed. */
    @Test
    void shouldDecompressABlobOrCallItCorrupt(@TempDir Path folder) throws Exception {
        List<byte[]> samples = new RealFiles(folder)
                .trees.stream()
                        .map(tree -> ByteBuffer.allocate(Integer.BYTES + (int) Zstd.compressBound(tree.length))
                                .putInt(tree.length)
                                .put(Zstd.compress(tree)))
                        .map(buffer -> {
                            byte[] bytes = new byte[buffer.flip().remaining()];
                            buffer.get(bytes);
                            return bytes;
                        })
                        .toList();
        Fuzz.attack(samples, bytes -> {
            int claimed =
                    bytes.length < Integer.BYTES ? 0 : ByteBuffer.wrap(bytes).getInt() & Integer.MAX_VALUE;
            byte[] frame = new byte[Math.max(0, bytes.length - Integer.BYTES)];
            System.arraycopy(bytes, bytes.length - frame.length, frame, 0, frame.length);
            byte[] _ = decompressor.decompress(frame, 0, frame.length, claimed);
        });
    }

    @Test
    void shouldNotTakeMemoryForALengthThatIsOnlyClaimed() throws IOException {
        for (byte[] frame : List.of(Zstd.compress(new byte[100]), streamed(new byte[100]))) {
            assertThatThrownBy(() -> decompressor.decompress(frame, 0, frame.length, Integer.MAX_VALUE))
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CORRUPT));
        }
    }

    @Test
    void shouldCallNothingAtAllCorrupt() {
        assertThatThrownBy(() -> decompressor.decompress(new byte[0], 0, 0, 1)).isInstanceOf(BackupException.class);
    }

    /** As other clients write it: rustic does not say the length. */
    @Test
    void shouldDecompressALargeFrameThatDoesNotSayItsLength() throws IOException {
        byte[] content = new byte[LARGE];
        content[LARGE - 1] = 1;
        byte[] frame = streamed(content);
        assertThat(decompressor.decompress(frame, 0, frame.length, LARGE)).isEqualTo(content);
        for (int wrong : new int[] {LARGE - 1, LARGE + 1}) {
            assertThatThrownBy(() -> decompressor.decompress(frame, 0, frame.length, wrong))
                    .hasMessageContaining("does not hold " + wrong);
        }
    }

    private static byte[] streamed(byte[] content) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (ZstdOutputStream stream = new ZstdOutputStream(frame)) {
            stream.write(content);
        }
        return frame.toByteArray();
    }
}
