package io.holdfast.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One reusable context that opens zstd frames. Not thread-safe. Its failures are {@code CORRUPT} and name no file. */
public final class Decompressor implements AutoCloseable {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    /** A frame that does not say how long its content is gets an array of at most this before it has shown it. */
    private static final int TRUSTED = 16 << 20;

    /** The content of a frame that must hold exactly {@code plainLength} bytes, in an array of its own. */
    public byte[] decompress(byte[] source, int offset, int length, int plainLength) {
        long promised = length == 0 ? 0 : Zstd.getFrameContentSize(source, offset, length);
        if (promised > 0 && promised != plainLength) {
            throw corrupt("promises " + promised + " bytes instead of " + plainLength, null);
        }
        return promised > 0 || plainLength <= TRUSTED
                ? atOnce(source, offset, length, plainLength)
                : gradually(source, offset, length, plainLength);
    }

    private byte[] atOnce(byte[] source, int offset, int length, int plainLength) {
        byte[] plaintext = new byte[plainLength];
        try {
            int written = context.decompressByteArray(plaintext, 0, plainLength, source, offset, length);
            if (written != plainLength) {
                throw corrupt("holds " + written + " bytes instead of " + plainLength, null);
            }
            return plaintext;
        } catch (ZstdException e) {
            throw corrupt("cannot be decompressed: " + e.getMessage(), e);
        }
    }

    private static byte[] gradually(byte[] source, int offset, int length, int plainLength) {
        try (var stream = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(source, offset, length))) {
            byte[] plaintext = stream.readNBytes(plainLength);
            if (plaintext.length != plainLength || stream.read() >= 0) {
                throw corrupt("does not hold " + plainLength + " bytes", null);
            }
            return plaintext;
        } catch (IOException e) {
            throw corrupt("cannot be decompressed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private static BackupException corrupt(String what, @Nullable Throwable cause) {
        return new BackupException(FailureKind.CORRUPT, "a zstd frame " + what, cause);
    }
}
