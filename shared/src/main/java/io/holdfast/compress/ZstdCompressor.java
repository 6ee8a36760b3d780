package io.holdfast.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/** One reusable zstd context: frames with the content's size, without checksum, and a window of 512 KiB. Not thread-safe. */
final class ZstdCompressor implements AutoCloseable {
    /** 512 KiB: what restic uses, and so what its decoders have memory for. */
    private static final int WINDOW_LOG = 19;

    private final ZstdCompressCtx context;
    private byte[] buffer = new byte[0];

    ZstdCompressor(CompressionLevel level) {
        context = new ZstdCompressCtx()
                .setLevel(level.zstdLevel())
                .setWindowLog(WINDOW_LOG)
                .setContentSize(true)
                .setChecksum(false);
    }

    /** Compresses into {@link #buffer()}, which the next call overwrites; answers the frame's length. */
    int compress(byte[] source, int offset, int length) {
        int bound = Math.toIntExact(Zstd.compressBound(length));
        if (buffer.length < bound) {
            buffer = new byte[bound];
        }
        return context.compressByteArray(buffer, 0, buffer.length, source, offset, length);
    }

    byte[] buffer() {
        return buffer;
    }

    @Override
    public void close() {
        context.close();
    }
}
