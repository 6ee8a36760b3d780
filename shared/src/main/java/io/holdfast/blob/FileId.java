package io.holdfast.blob;

import java.nio.ByteBuffer;

/** The name of a file of the repository (pack, index, snapshot, lock, key): the SHA-256 of the bytes as they are stored. */
public final class FileId extends HashId {
    private FileId(byte[] bytes, int offset) {
        super(bytes, offset);
    }

    /** The id of a file with these bytes; the buffer's position stays where it is. */
    public static FileId of(ByteBuffer stored) {
        return new FileId(Sha256.hash(stored), 0);
    }

    public static FileId of(byte[] stored) {
        return of(ByteBuffer.wrap(stored));
    }

    /** Reads 32 bytes from the offset on. */
    public static FileId fromBytes(byte[] bytes, int offset) {
        return new FileId(bytes, offset);
    }

    /** Reads 64 hex digits; an IllegalArgumentException where it is anything else. */
    public static FileId fromHex(String hex) {
        return new FileId(parse(hex), 0);
    }
}
