package io.holdfast.compress;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of index, snapshot and lock files: the byte 2 and a zstd frame of JSON; files of older clients are the bare
 * JSON. Source: restic's design document, "Unpacked Data Format". Thread-safe.
 */
public final class FileCompression {
    private static final byte ZSTD = 2;
    /** What any file may decompress to, and how many times its size beyond that: ids, which indexes consist of, hardly shrink. */
    private static final int FREE = 16 << 20;

    private static final int RATIO = 32;

    private FileCompression() {}

    public static byte[] compress(byte[] json) {
        try (ZstdCompressor zstd = new ZstdCompressor(CompressionLevel.AUTO)) {
            int length = zstd.compress(json, 0, json.length);
            byte[] content = new byte[1 + length];
            content[0] = ZSTD;
            System.arraycopy(zstd.buffer(), 0, content, 1, length);
            return content;
        }
    }

    /** The JSON as it is decompressed, for what is too long to be held; its failures are {@code IOException}s. */
    public static InputStream stream(byte[] content) {
        if (content.length == 0 || content[0] != ZSTD) {
            return new ByteArrayInputStream(decompress(content));
        }
        try {
            return new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(content, 1, content.length - 1));
        } catch (IOException e) {
            throw new BackupException(FailureKind.CORRUPT, "the content cannot be decompressed: " + e.getMessage(), e);
        }
    }

    /** The JSON; {@code CORRUPT}, or {@code UNSUPPORTED}, naming no file, where it is none. */
    public static byte[] decompress(byte[] content) {
        if (content.length == 0 || content[0] == '{' || content[0] == '[') {
            return content;
        }
        if (content[0] != ZSTD) {
            throw new BackupException(
                    FailureKind.UNSUPPORTED,
                    "the content is of unknown kind " + content[0] + "; a newer client wrote it");
        }
        // As a stream, because restic leaves the size out of the frames of short content.
        ByteArrayInputStream frame = new ByteArrayInputStream(content, 1, content.length - 1);
        try (ZstdInputStreamNoFinalizer stream = new ZstdInputStreamNoFinalizer(frame)) {
            int limit = (int) Math.min(FREE + (long) RATIO * content.length, Integer.MAX_VALUE - 16);
            byte[] json = stream.readNBytes(limit + 1);
            if (json.length > limit) {
                throw new BackupException(FailureKind.CORRUPT, "the content is longer than any that a client writes");
            }
            return json;
        } catch (IOException e) {
            throw new BackupException(FailureKind.CORRUPT, "the content cannot be decompressed: " + e.getMessage(), e);
        }
    }
}
