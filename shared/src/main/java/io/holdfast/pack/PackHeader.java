package io.holdfast.pack;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The table at a pack's end: an entry for each blob in order of their bytes, sealed, and the sealed length in four bytes.
 * Source: restic's design document, "Pack Format".
 */
public final class PackHeader {
    /** Bytes of the length at the very end. */
    public static final int LENGTH_FIELD = 4;

    private static final int PLAIN_ENTRY = 1 + 4 + BlobId.LENGTH;
    private static final int COMPRESSED_ENTRY = PLAIN_ENTRY + 4;
    /** Readers refuse a longer sealed header. */
    private static final int MAX_SEALED = 16 << 20;

    private PackHeader() {}

    /** How many bytes a blob adds to the header. */
    public static int entrySize(boolean compressed) {
        return compressed ? COMPRESSED_ENTRY : PLAIN_ENTRY;
    }

    /** How many bytes the sealed header and its length take for these entries. */
    public static int size(List<PackEntry> entries) {
        int plaintext = entries.stream()
                .mapToInt(entry -> entrySize(entry.compressed()))
                .sum();
        return plaintext + ByteSealer.OVERHEAD + LENGTH_FIELD;
    }

    /** The sealed header with its length. */
    static byte[] encode(List<PackEntry> entries, ByteSealer sealer) {
        byte[] end = new byte[size(entries)];
        int sealedLength = end.length - LENGTH_FIELD;
        byte[] bytes = new byte[sealedLength - ByteSealer.OVERHEAD];
        ByteBuffer plaintext = little(bytes);
        for (PackEntry entry : entries) {
            plaintext.put(kind(entry)).putInt(entry.length());
            if (entry.compressed()) {
                plaintext.putInt(entry.plainLength());
            }
            plaintext.put(entry.id().toBytes());
        }
        sealer.seal(bytes, 0, bytes.length, end, 0);
        little(end).putInt(sealedLength, sealedLength);
        return end;
    }

    /**
     * The length in bytes of the sealed header, from a pack's last four bytes; {@code CORRUPT}, naming no pack, where a pack of
     * this size cannot have it.
     */
    public static int sealedLength(byte[] lastBytes, long packSize) {
        int length = little(lastBytes).getInt(lastBytes.length - LENGTH_FIELD);
        if (length < ByteSealer.OVERHEAD || length > MAX_SEALED || length > packSize - LENGTH_FIELD) {
            throw corrupt("its header cannot be " + Integer.toUnsignedString(length) + " bytes long");
        }
        return length;
    }

    /** The entries of a sealed header without its length; {@code CORRUPT}, naming no pack, where it is not one. */
    public static List<PackEntry> decode(byte[] sealed, ByteSealer opener) {
        List<PackEntry> entries = new ArrayList<>();
        decode(sealed, 0, sealed.length, opener, entries::add);
        return entries;
    }

    /** The same of a part of the array, one entry after the other: there may be hundreds of thousands. */
    public static void decode(byte[] bytes, int offset, int length, ByteSealer opener, Consumer<PackEntry> each) {
        byte[] opened = new byte[Math.max(0, length - ByteSealer.OVERHEAD)];
        opener.open(bytes, offset, length, opened, 0);
        ByteBuffer plaintext = little(opened);
        long at = 0;
        while (plaintext.hasRemaining()) {
            PackEntry entry = decodeEntry(plaintext, (int) at);
            each.accept(entry);
            at += entry.length();
            if (at > Integer.MAX_VALUE) {
                throw corrupt("its header has more bytes than a pack can hold");
            }
        }
    }

    private static byte kind(PackEntry entry) {
        return switch (entry.type()) {
            case DATA -> (byte) (entry.compressed() ? 2 : 0);
            case TREE -> (byte) (entry.compressed() ? 3 : 1);
        };
    }

    private static PackEntry decodeEntry(ByteBuffer plaintext, int offset) {
        int kind = plaintext.get();
        boolean compressed = kind >= 2;
        if (kind < 0 || kind > 3 || plaintext.remaining() < entrySize(compressed) - 1) {
            throw corrupt("its header has a damaged entry");
        }
        int length = plaintext.getInt();
        int plainLength = compressed ? plaintext.getInt() : length - ByteSealer.OVERHEAD;
        if (length < ByteSealer.OVERHEAD || plainLength < 0) {
            throw corrupt("its header has a blob of impossible length");
        }
        byte[] id = new byte[BlobId.LENGTH];
        plaintext.get(id);
        BlobType type = (kind & 1) == 0 ? BlobType.DATA : BlobType.TREE;
        return new PackEntry(BlobId.fromBytes(id, 0), type, offset, length, plainLength, compressed);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static BackupException corrupt(String message) {
        return new BackupException(FailureKind.CORRUPT, message);
    }
}
