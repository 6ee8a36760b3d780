package io.holdfast.compress;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/** One reusable context that opens zstd frames. Not thread-safe. Its failures are {@code CORRUPT} and name no file. */
public final class Decompressor implements AutoCloseable {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    /** The content of a frame that must hold exactly {@code plainLength} bytes, in an array of its own. */
    public byte[] decompress(byte[] source, int offset, int length, int plainLength) {
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

    @Override
    public void close() {
        context.close();
    }

    private static BackupException corrupt(String what, @Nullable Throwable cause) {
        return new BackupException(FailureKind.CORRUPT, "a zstd frame " + what, cause);
    }
}
