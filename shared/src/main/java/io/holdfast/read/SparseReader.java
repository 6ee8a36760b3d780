package io.holdfast.read;

import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenFile;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The bytes of an open file, whose holes are filled in as zeros without asking the kernel for them: a mostly empty file
 * costs what its data cost. It remembers the last extent that it met, so reads should go forward; used by one thread at a
 * time. The file stays its opener's.
 */
public final class SparseReader {
    private static final int BLOCK = 512;

    private final OpenFile file;
    private final Layout layout;
    private final long size;
    private final boolean mayHaveHoles;

    /** The known part of the layout: a hole from {@code holeStart} to {@code dataStart}, data from there to {@code dataEnd}. */
    private long holeStart;

    private long dataStart;
    private long dataEnd;

    /** Where the file has data and holes, as of now. */
    interface Layout {
        OptionalLong nextData(long offset) throws LinuxError;

        OptionalLong nextHole(long offset) throws LinuxError;
    }

    /** Reads the file as long as it was at this status; what was appended later is not seen. */
    public SparseReader(OpenFile file, FileStatus status) {
        this(file, status, layout(file));
    }

    SparseReader(OpenFile file, FileStatus status, Layout layout) {
        this.file = file;
        this.layout = layout;
        this.size = status.size();
        this.mayHaveHoles = status.blocks() * BLOCK < size;
    }

    public long size() {
        return size;
    }

    /** Whether the whole range is a hole, or lies behind the last data. */
    public boolean isHole(long offset, long length) throws LinuxError {
        if (!mayHaveHoles) {
            return false;
        }
        locate(offset);
        return offset < dataStart && offset + length <= dataStart;
    }

    /**
     * Fills the array's range from the file's offset on. Fewer bytes than its length come at the end of the file only, which
     * may have been moved forward since the status was taken.
     */
    public int read(byte[] target, int start, int length, long offset) throws LinuxError {
        int wanted = (int) Math.min(length, size - offset);
        if (!mayHaveHoles) {
            return file.read(target, start, wanted, offset);
        }
        int done = 0;
        while (done < wanted) {
            long at = offset + done;
            locate(at);
            if (at == dataEnd) {
                return done;
            }
            boolean hole = at < dataStart;
            int part = (int) Math.min(wanted - done, (hole ? dataStart : dataEnd) - at);
            if (hole) {
                Arrays.fill(target, start + done, start + done + part, (byte) 0);
            } else {
                int read = file.read(target, start + done, part, at);
                if (read < part) {
                    return done + read;
                }
            }
            done += part;
        }
        return done;
    }

    /** Makes the known part of the layout cover the offset; a file cut off meanwhile ends where its data would begin. */
    private void locate(long offset) throws LinuxError {
        if (offset >= holeStart && offset < dataEnd) {
            return;
        }
        holeStart = offset;
        dataStart = layout.nextData(offset).orElse(size);
        dataEnd = dataStart < size ? layout.nextHole(dataStart).orElse(dataStart) : size;
    }

    private static Layout layout(OpenFile file) {
        return new Layout() {
            @Override
            public OptionalLong nextData(long offset) throws LinuxError {
                return file.nextData(offset);
            }

            @Override
            public OptionalLong nextHole(long offset) throws LinuxError {
                return file.nextHole(offset);
            }
        };
    }
}
