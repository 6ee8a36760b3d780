package io.holdfast.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.dedup.BlobClaims;
import io.holdfast.dedup.Claim;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlobCompressorTest {
    private static final byte[] TEXT =
            "the same words again and again; ".repeat(8000).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource(
            value = CompressionLevel.class,
            names = {"FASTEST", "AUTO", "BETTER", "MAX"})
    void shouldShrinkTextAndGiveItBack(CompressionLevel level) {
        try (BlobCompressor compressor = new BlobCompressor(level)) {
            CompressedBlob blob = compress(compressor, BlobType.DATA, ByteBuffer.wrap(TEXT));
            assertThat(blob.isCompressed()).isTrue();
            assertThat(blob.length()).isLessThan(TEXT.length / 10);
            assertThat(decompress(blob)).isEqualTo(TEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5000, 1 << 20})
    void shouldLeaveNoiseRawInPlace(int length) {
        byte[] noise = noise(length);
        try (BlobCompressor compressor = new BlobCompressor(CompressionLevel.AUTO)) {
            CompressedBlob blob = compress(compressor, BlobType.DATA, ByteBuffer.wrap(noise));
            assertThat(blob.isCompressed()).isFalse();
            assertThat(blob.parts().getFirst().array()).isSameAs(noise);
            assertThat(blob.length()).isEqualTo(length);
        }
    }

    @Test
    void shouldFindWhatShrinksBehindANoisyStart() {
        byte[] mixed = Arrays.copyOf(noise(64 << 10), 1 << 20);
        try (BlobCompressor compressor = new BlobCompressor(CompressionLevel.AUTO)) {
            assertThat(compress(compressor, BlobType.DATA, ByteBuffer.wrap(mixed))
                            .isCompressed())
                    .isTrue();
        }
    }

    /** restic's prune rewrites every pack that holds an uncompressed tree. */
    @Test
    void shouldCompressTreesEvenIfTheyGrow() {
        byte[] noise = noise(300);
        try (BlobCompressor compressor = new BlobCompressor(CompressionLevel.OFF)) {
            CompressedBlob tree = compress(compressor, BlobType.TREE, ByteBuffer.wrap(noise));
            assertThat(tree.isCompressed()).isTrue();
            assertThat(decompress(tree)).isEqualTo(noise);
            assertThat(compress(compressor, BlobType.DATA, ByteBuffer.wrap(TEXT))
                            .isCompressed())
                    .isFalse();
        }
    }

    @Test
    void shouldReadNativeMemoryAndParts() {
        ByteBuffer direct = ByteBuffer.allocateDirect(TEXT.length + 2)
                .put(1, TEXT)
                .position(1)
                .limit(TEXT.length + 1);
        try (BlobCompressor compressor = new BlobCompressor(CompressionLevel.AUTO)) {
            assertThat(decompress(compress(compressor, BlobType.DATA, direct))).isEqualTo(TEXT);
        }
    }

    @Test
    void shouldRefuseDamagedFrames() {
        byte[] file = FileCompression.compress(TEXT);
        assertThat(FileCompression.decompress(file)).isEqualTo(TEXT);
        assertThatThrownBy(() -> FileCompression.decompress(Arrays.copyOf(file, file.length - 3)))
                .isInstanceOf(BackupException.class);
        file[0] = 9;
        assertThatThrownBy(() -> FileCompression.decompress(file)).hasMessageContaining("unknown kind 9");
    }

    /** A damaged index may claim any length. This one would not fit into any memory. */
    @Test
    void shouldRefuseAWrongLengthBeforeItAllocatesIt() throws IOException {
        byte[] sized = Zstd.compress(TEXT);
        ByteArrayOutputStream unsized = new ByteArrayOutputStream();
        try (ZstdOutputStreamNoFinalizer stream = new ZstdOutputStreamNoFinalizer(unsized)) {
            stream.write(TEXT);
        }
        try (Decompressor decompressor = new Decompressor()) {
            for (byte[] frame : List.of(sized, unsized.toByteArray())) {
                assertThat(decompressor.decompress(frame, 0, frame.length, TEXT.length))
                        .isEqualTo(TEXT);
            }
            for (byte[] frame : List.of(sized, unsized.toByteArray(), noise(1_000))) {
                for (int length : new int[] {Integer.MAX_VALUE, TEXT.length + 1, TEXT.length - 1}) {
                    assertThatThrownBy(() -> decompressor.decompress(frame, 0, frame.length, length))
                            .isInstanceOfSatisfying(
                                    BackupException.class,
                                    failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CORRUPT));
                }
            }
        }
    }

    /** A large tree comes as one frame for each piece. */
    @Test
    void shouldReadFramesThatFollowEachOther() {
        byte[] first = Zstd.compress(TEXT);
        byte[] frames = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(first, 0, frames, first.length, first.length);
        byte[] both = Arrays.copyOf(TEXT, 2 * TEXT.length);
        System.arraycopy(TEXT, 0, both, TEXT.length, TEXT.length);
        try (Decompressor decompressor = new Decompressor()) {
            assertThat(decompressor.decompress(frames, 0, frames.length, both.length))
                    .isEqualTo(both);
            for (int length : new int[] {TEXT.length, both.length - 1, both.length + 1}) {
                assertThatThrownBy(() -> decompressor.decompress(frames, 0, frames.length, length))
                        .isInstanceOf(BackupException.class);
            }
            assertThatThrownBy(() -> decompressor.decompress(frames, 0, frames.length - 1, both.length))
                    .isInstanceOf(BackupException.class);
        }
    }

    /** Clients before the compressed format, and those told not to compress, write the JSON as it is. */
    @Test
    void shouldTakeBareJsonForWhatItIs() {
        byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(FileCompression.decompress(json)).isEqualTo(json);
    }

    @Test
    void shouldListTheLevelsWhenOneIsUnknown() {
        assertThat(CompressionLevel.parse("Max")).isEqualTo(CompressionLevel.MAX);
        assertThatThrownBy(() -> CompressionLevel.parse("best"))
                .hasMessage("no compression level best; there are off, fastest, auto, better, max");
    }

    private static byte[] decompress(CompressedBlob blob) {
        try (Decompressor decompressor = new Decompressor()) {
            ByteBuffer bytes = ByteBuffer.allocate(blob.length());
            blob.parts().forEach(part -> bytes.put(part.duplicate()));
            return decompressor.decompress(bytes.array(), 0, blob.length(), blob.plainLength());
        }
    }

    private static CompressedBlob compress(BlobCompressor compressor, BlobType type, ByteBuffer plaintext) {
        return compressor.compress(claim(type, plaintext), plaintext);
    }

    private static Claim.Mine claim(BlobType type, ByteBuffer plaintext) {
        return (Claim.Mine) new BlobClaims((_, _) -> false).claim(type, BlobId.of(plaintext));
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }
}
