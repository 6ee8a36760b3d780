package io.holdfast.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * openat2(2) for one name below a directory: no link is followed, not even at the end, and nothing outside is reached.
 * Opening never blocks (a FIFO without a writer opens at once) and never makes a terminal ours.
 */
final class OpenCall {
    static final int READ_ONLY = 0;
    static final int READ_WRITE = 2;
    static final int CREATE_NEW = 0x40 | 0x80;
    static final int PATH_ONLY = 0x200000;
    static final int DIRECTORY = Architecture.CURRENT.directoryFlag;

    private static final int NO_TERMINAL = 0x100;
    private static final int NON_BLOCKING = 0x800;
    private static final int NO_ACCESS_TIME = 0x40000;
    private static final int CLOSE_ON_EXEC = 0x80000;

    /** RESOLVE_BENEATH, RESOLVE_NO_SYMLINKS and RESOLVE_NO_MAGICLINKS of linux/openat2.h. */
    private static final long BENEATH_WITHOUT_LINKS = 0x08 | 0x04 | 0x02;

    private static final int AT_FDCWD = -100;
    private static final long STRUCTURE_SIZE = 24;

    private OpenCall() {}

    /** Opens for reading and leaves the access time alone, where this process may ask for that. */
    static int forReading(int directory, FileName name, int flags) throws LinuxError {
        int common = READ_ONLY | flags | NON_BLOCKING | NO_TERMINAL;
        long opened = openBelow(directory, name, common | NO_ACCESS_TIME, 0);
        if (opened == -Errno.EPERM) {
            opened = openBelow(directory, name, common, 0);
        }
        return (int) Kernel.checked(opened, "open", name);
    }

    /** Opens or creates with exactly these flags; the mode is that of a new file, less the process's umask. */
    static int exactly(int directory, FileName name, int flags, int mode) throws LinuxError {
        int guarded = (flags & PATH_ONLY) != 0 ? flags : flags | NON_BLOCKING | NO_TERMINAL;
        return (int) Kernel.checked(openBelow(directory, name, guarded, mode), "open", name);
    }

    /** Opens the directory that an operator's path names, through whatever links it leads. */
    static int root(byte[] path, String shown) throws LinuxError {
        if (path.length >= Scratch.TEXT_SIZE) {
            throw new LinuxError(Errno.ENAMETOOLONG, "open " + shown);
        }
        long text = Scratch.current().text(path).address();
        return (int) Kernel.checked(
                Kernel.call(SystemCall.OPENAT, AT_FDCWD, text, READ_ONLY | DIRECTORY | CLOSE_ON_EXEC), "open " + shown);
    }

    private static long openBelow(int directory, FileName name, int flags, int mode) {
        Scratch scratch = Scratch.current();
        MemorySegment how = scratch.argument;
        how.set(ValueLayout.JAVA_LONG, 0, flags | CLOSE_ON_EXEC);
        how.set(ValueLayout.JAVA_LONG, 8, mode);
        how.set(ValueLayout.JAVA_LONG, 16, BENEATH_WITHOUT_LINKS);
        return Kernel.call(
                SystemCall.OPENAT2, directory, scratch.text(name.raw()).address(), how.address(), STRUCTURE_SIZE, 0);
    }
}
