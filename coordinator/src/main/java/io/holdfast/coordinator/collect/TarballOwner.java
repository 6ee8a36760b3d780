package io.holdfast.coordinator.collect;

import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/**
 * Whose tarball a gzip file is: a comment in its header (RFC 1952, 2.3) names the Backup's uid. Every reader skips it, and
 * the first bytes tell it.
 */
public final class TarballOwner {
    private static final byte[] FIXED = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0x10, 0, 0, 0, 0, 0, (byte) 0xff};

    private TarballOwner() {}

    /** The bytes with which the file begins. */
    public static byte[] header(String backupUid) {
        byte[] comment = ("velero.io/backup-uid=" + backupUid).getBytes(StandardCharsets.US_ASCII);
        byte[] header = new byte[FIXED.length + comment.length + 1];
        System.arraycopy(FIXED, 0, header, 0, FIXED.length);
        System.arraycopy(comment, 0, header, FIXED.length, comment.length);
        return header;
    }
}
