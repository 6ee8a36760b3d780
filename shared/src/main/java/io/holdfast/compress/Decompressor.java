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
    /** What zstd calls the size of a frame that does not tell it. */
    private static final long UNKNOWN = -1;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    /**
     * The content of frames that must hold {@code plainLength} bytes together, in an array of its own. That length may come from
     * a damaged index and be any: no more is allocated than the frames say they fill.
     */
    public byte[] decompress(byte[] source, int offset, int length, int plainLength) {
        try {
            long declared = declared(source, offset, offset + length);
            return declared == UNKNOWN
                    ? decompressByAndBy(source, offset, length, plainLength)
                    : decompressAtOnce(source, offset, length, declared, plainLength);
        } catch (ZstdException e) {
            throw corrupt("cannot be decompressed: " + e.getMessage(), e);
        }
    }

    private byte[] decompressAtOnce(byte[] source, int offset, int length, long declared, int plainLength) {
        if (declared != plainLength) {
            throw declared < 0 ? corrupt("is none", null) : wrongLength(declared, plainLength);
        }
        byte[] plaintext = new byte[plainLength];
        int written = context.decompressByteArray(plaintext, 0, plainLength, source, offset, length);
        if (written != plainLength) {
            throw wrongLength(written, plainLength);
        }
        return plaintext;
    }

    /** What the frames say they hold together. */
    private static long declared(byte[] source, int from, int end) {
        long declared = 0;
        for (int at = from; at < end && declared <= Integer.MAX_VALUE; ) {
            long content = Zstd.getFrameContentSize(source, at, end - at);
            if (content < 0) {
                return content;
            }
            declared += content;
            at += Math.toIntExact(Zstd.findFrameCompressedSize(source, at, end - at));
        }
        return declared;
    }

    /** restic leaves the size out of the frames of short content, and others out of all. */
    private static byte[] decompressByAndBy(byte[] source, int offset, int length, int plainLength) {
        ByteArrayInputStream frame = new ByteArrayInputStream(source, offset, length);
        try (ZstdInputStreamNoFinalizer stream = new ZstdInputStreamNoFinalizer(frame)) {
            byte[] plaintext = stream.readNBytes(plainLength);
            if (plaintext.length < plainLength || stream.read() >= 0) {
                throw wrongLength(plaintext.length, plainLength);
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

    private static BackupException wrongLength(long length, int plainLength) {
        return corrupt("does not hold " + plainLength + " bytes, but " + length + " or more", null);
    }

    private static BackupException corrupt(String what, @Nullable Throwable cause) {
        return new BackupException(FailureKind.CORRUPT, "a zstd frame " + what, cause);
    }
}
