package io.holdfast.restore;

import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenFile;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes into a file that was made empty, and steps over blocks of zeros: they are holes then, and were holes before, or
 * might as well have been. Safe for any thread.
 */
final class SparseWriting {
    /** What file systems allocate by, and what they tell their holes by. */
    private static final int BLOCK = 4096;

    private static final byte[] ZEROS = new byte[BLOCK];

    private final OpenFile file;
    private final byte[] content;
    private final long offset;

    private SparseWriting(OpenFile file, byte[] content, long offset) {
        this.file = file;
        this.content = content;
        this.offset = offset;
    }

    /** Puts the content at the offset; where its end is stepped over, the file may be too short afterwards. */
    static void write(OpenFile file, byte[] content, long offset) throws LinuxError {
        new SparseWriting(file, content, offset).write();
    }

    private void write() throws LinuxError {
        int at = 0;
        while (at < content.length) {
            int start = at;
            while (start < content.length && isHole(start)) {
                start = blockEnd(start);
            }
            int end = start;
            while (end < content.length && !isHole(end)) {
                end = blockEnd(end);
            }
            if (end > start) {
                file.write(ByteBuffer.wrap(content, start, end - start), offset + start);
            }
            at = end;
        }
    }

    private boolean isHole(int start) {
        int end = blockEnd(start);
        return Arrays.equals(content, start, end, ZEROS, 0, end - start);
    }

    /** Where the file's block that holds this position of the content ends, or the content. */
    private int blockEnd(int position) {
        long inBlock = (offset + position) % BLOCK;
        return (int) Math.min(content.length, position + BLOCK - inBlock);
    }
}
