package io.holdfast.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * An open file: bytes at offsets, and where it has holes. Reads and writes name their offset, so many threads can use
 * one file at once. Memory outside the heap goes to the kernel as it is; arrays are copied through a small buffer of the
 * thread's, because an array pinned during a slow read would hold up the garbage collector.
 */
public final class OpenFile extends OpenDescriptor {
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int ADVISE_SEQUENTIAL = 2;

    OpenFile(int descriptor) {
        super(descriptor);
    }

    /** Fills the native segment from the offset on; fewer bytes than its size only at the end of the file. */
    public int read(MemorySegment target, long offset) throws LinuxError {
        int size = Math.toIntExact(target.byteSize());
        int done = 0;
        try {
            while (done < size) {
                long read = transfer(SystemCall.PREAD64, target.address() + done, (long) size - done, offset + done);
                if (Kernel.checked(read, "read") == 0) {
                    break;
                }
                done += (int) read;
            }
        } finally {
            Reference.reachabilityFence(target);
        }
        return done;
    }

    /** Fills the array's range from the file's offset on; fewer bytes than its length only at the end of the file. */
    public int read(byte[] target, int start, int length, long offset) throws LinuxError {
        MemorySegment transfer = Scratch.current().transfer();
        int done = 0;
        while (done < length) {
            int wanted = (int) Math.min(transfer.byteSize(), length - done);
            int read = read(transfer.asSlice(0, wanted), offset + done);
            MemorySegment.copy(transfer, ValueLayout.JAVA_BYTE, 0, target, start + done, read);
            done += read;
            if (read < wanted) {
                break;
            }
        }
        return done;
    }

    /** Writes all of the native segment at the offset. */
    public void write(MemorySegment source, long offset) throws LinuxError {
        long size = source.byteSize();
        long done = 0;
        try {
            while (done < size) {
                long written = transfer(SystemCall.PWRITE64, source.address() + done, size - done, offset + done);
                done += Kernel.checked(written, "write");
            }
        } finally {
            Reference.reachabilityFence(source);
        }
    }

    private long transfer(SystemCall call, long address, long length, long offset) {
        return Kernel.call(call, descriptor(), address, length, offset, 0);
    }

    /** Writes the buffer's remaining bytes at the offset and consumes them. */
    public void write(ByteBuffer source, long offset) throws LinuxError {
        long at = offset;
        if (source.isDirect()) {
            write(MemorySegment.ofBuffer(source), at);
            source.position(source.limit());
            return;
        }
        MemorySegment transfer = Scratch.current().transfer();
        while (source.hasRemaining()) {
            int length = (int) Math.min(transfer.byteSize(), source.remaining());
            MemorySegment part = transfer.asSlice(0, length);
            part.copyFrom(MemorySegment.ofBuffer(source).asSlice(0, length));
            write(part, at);
            source.position(source.position() + length);
            at += length;
        }
    }

    /** Where data begins at or after the offset; empty where only a hole follows. */
    public OptionalLong nextData(long offset) throws LinuxError {
        return seek(offset, SEEK_DATA, "find data");
    }

    /** Where the data at the offset ends: at a hole, or at the end of the file. Empty from that end on. */
    public OptionalLong nextHole(long offset) throws LinuxError {
        return seek(offset, SEEK_HOLE, "find a hole");
    }

    private OptionalLong seek(long offset, int what, String action) throws LinuxError {
        long found = Kernel.call(SystemCall.LSEEK, descriptor(), offset, what);
        if (found == -Errno.ENXIO) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Kernel.checked(found, action));
    }

    /** Tells the kernel to read ahead generously; an advice, so nothing comes of a refusal. */
    public void adviseSequential() {
        Kernel.call(SystemCall.FADVISE64, descriptor(), 0, 0, ADVISE_SEQUENTIAL, 0);
    }

    /** Returns when content and metadata are on the device. */
    public void sync() throws LinuxError {
        Kernel.checked(Kernel.call(SystemCall.FSYNC, descriptor(), 0, 0), "flush to the device");
    }

    /** Makes the file exactly this long: cut off, or grown by a hole. */
    public void truncate(long size) throws LinuxError {
        Kernel.checked(Kernel.call(SystemCall.FTRUNCATE, descriptor(), size, 0), "set the size");
    }
}
