package io.holdfast.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;

/** statx(2) and its structure, whose layout (linux/stat.h) is the same on every processor. */
final class StatusCall {
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int BASIC_STATS_AND_MOUNT = 0x7ff | 0x1000;
    private static final int MOUNT_ID = 0x1000;
    private static final byte[] EMPTY = {};

    /** Years that a repository's timestamps can have: 0000 to 9999. */
    private static final long FIRST_SECOND = -62_167_219_200L;

    private static final long LAST_SECOND = 253_402_300_799L;

    private StatusCall() {}

    /** The status of the descriptor itself. */
    static FileStatus of(int descriptor) throws LinuxError {
        Scratch scratch = Scratch.current();
        Kernel.checked(statx(scratch, descriptor, EMPTY, AT_EMPTY_PATH), "read the status of an open file");
        return parse(scratch.status);
    }

    /** What the descriptor stands for. */
    static FileType type(int descriptor) throws LinuxError {
        Scratch scratch = Scratch.current();
        Kernel.checked(statx(scratch, descriptor, EMPTY, AT_EMPTY_PATH), "read the status of an open file");
        return FileType.ofBits(mode(scratch.status) >>> 12);
    }

    /** The status of a directory's entry; of a link, not of what it points to. */
    static FileStatus of(int directory, FileName name) throws LinuxError {
        Scratch scratch = Scratch.current();
        Kernel.checked(statx(scratch, directory, name.raw(), AT_SYMLINK_NOFOLLOW), "read the status of", name);
        return parse(scratch.status);
    }

    private static long statx(Scratch scratch, int directory, byte[] name, int flags) {
        long text = scratch.text(name).address();
        long target = scratch.status.address();
        return Kernel.call(SystemCall.STATX, directory, text, flags, BASIC_STATS_AND_MOUNT, target);
    }

    private static FileStatus parse(MemorySegment s) {
        boolean hasMount = (s.get(ValueLayout.JAVA_INT, 0) & MOUNT_ID) != 0;
        return new FileStatus(
                mode(s),
                s.get(ValueLayout.JAVA_LONG, 32),
                device(s, 136),
                device(s, 128),
                hasMount ? s.get(ValueLayout.JAVA_LONG, 144) : 0,
                unsigned(s, 16),
                unsigned(s, 20),
                unsigned(s, 24),
                s.get(ValueLayout.JAVA_LONG, 40),
                s.get(ValueLayout.JAVA_LONG, 48),
                time(s, 64),
                time(s, 112),
                time(s, 96));
    }

    private static int mode(MemorySegment s) {
        return Short.toUnsignedInt(s.get(ValueLayout.JAVA_SHORT, 28));
    }

    private static long unsigned(MemorySegment s, long offset) {
        return Integer.toUnsignedLong(s.get(ValueLayout.JAVA_INT, offset));
    }

    /** Major and minor number joined as gnu_dev_makedev(3) joins them. */
    private static long device(MemorySegment s, long offset) {
        long major = unsigned(s, offset);
        long minor = unsigned(s, offset + 4);
        return ((major & 0xffff_f000L) << 32)
                | ((major & 0xfffL) << 8)
                | ((minor & 0xffff_ff00L) << 12)
                | (minor & 0xffL);
    }

    private static Instant time(MemorySegment s, long offset) {
        long seconds = s.get(ValueLayout.JAVA_LONG, offset);
        long bounded = Math.clamp(seconds, FIRST_SECOND, LAST_SECOND);
        return Instant.ofEpochSecond(bounded, s.get(ValueLayout.JAVA_INT, offset + 8));
    }
}
