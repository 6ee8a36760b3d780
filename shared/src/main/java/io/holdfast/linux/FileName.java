package io.holdfast.linux;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One component of a path, as the raw bytes that the kernel keeps: any byte but zero and slash, in any encoding. It is
 * never empty, {@code .} or {@code ..}, so a name below an open directory cannot lead out of it. Ordered by unsigned
 * bytes, as restic orders the nodes of a tree.
 */
public final class FileName implements Comparable<FileName> {
    /** What a call takes, PATH_MAX without its zero: NAME_MAX is 255, but SMB, exFAT, NTFS and FUSE have longer names. */
    public static final int MAX_LENGTH = 4095;

    private final byte[] bytes;

    private FileName(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The name of these bytes, which are copied; an IllegalArgumentException where no file can have it. */
    public static FileName of(byte[] bytes) {
        if (!isValid(bytes)) {
            throw new IllegalArgumentException("not the name of a file: " + printable(bytes));
        }
        return new FileName(bytes.clone());
    }

    public static FileName of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a file can have this name. */
    public static boolean isValid(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MAX_LENGTH) {
            return false;
        }
        for (byte b : bytes) {
            if (b == 0 || b == '/') {
                return false;
            }
        }
        return !isDots(bytes);
    }

    /** Takes over bytes that the kernel has listed. */
    static FileName listed(byte[] bytes) {
        return new FileName(bytes);
    }

    static boolean isDots(byte[] bytes) {
        return bytes.length <= 2 && bytes[0] == '.' && bytes[bytes.length - 1] == '.';
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /** Copies the bytes to the target from the offset on. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    byte[] raw() {
        return bytes;
    }

    @Override
    public int compareTo(FileName other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileName name && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The name for people: as it is where it is plain text, otherwise with {@code \xNN} for what is not. */
    @Override
    public String toString() {
        return printable(bytes);
    }

    /** Bytes that are mostly text, in one line for people. */
    public static String printable(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.chars().noneMatch(Character::isISOControl)) {
                return text;
            }
        } catch (CharacterCodingException notText) {
            // Falls through to the escaped form, which shows every byte.
        }
        StringBuilder escaped = new StringBuilder();
        for (byte b : bytes) {
            if (b >= ' ' && b < 0x7f && b != '\\') {
                escaped.append((char) b);
            } else {
                escaped.append("\\x%02x".formatted(b & 0xff));
            }
        }
        return escaped.toString();
    }
}
