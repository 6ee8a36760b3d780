package io.holdfast.coordinator.collect;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Compresses to gzip under an owner's header, which the JDK's own stream cannot write. */
final class OwnedGzipStream extends OutputStream {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final DeflaterOutputStream deflating;
    private final CRC32 sum = new CRC32();
    private long count;

    OwnedGzipStream(OutputStream out, String backupUid) throws IOException {
        this.out = out;
        out.write(TarballOwner.header(backupUid));
        this.deflating = new DeflaterOutputStream(out, deflater, BUFFER);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        deflating.write(bytes, offset, length);
        sum.update(bytes, offset, length);
        count += length;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            deflating.finish();
            ByteBuffer trailer = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            out.write(trailer.putInt((int) sum.getValue()).putInt((int) count).array());
        } finally {
            deflater.end();
        }
    }
}
