package io.holdfast.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * openat2(2) for one name below a directory: no link is followed, not even at the end, and nothing outside is reached.
 * Files are pinned first, by descriptors that stand for an inode without opening it; what is no regular file after all stays
 * unopened, as opening alone may block, rewind a tape or start a watchdog.
 */
final class OpenCall {
    private static final int READ_ONLY = 0;
    private static final int READ_WRITE = 2;
    private static final int CREATE_NEW = 0x40 | 0x80;
    private static final int DIRECTORY = Architecture.CURRENT.directoryFlag;

    private static final int PATH_ONLY = 0x200000;
    private static final int NO_FOLLOW = Architecture.CURRENT.noFollowFlag;
    private static final int NO_TERMINAL = 0x100;
    private static final int NON_BLOCKING = 0x800;
    private static final int NO_ACCESS_TIME = 0x40000;
    private static final int CLOSE_ON_EXEC = 0x80000;

    /** RESOLVE_BENEATH, RESOLVE_NO_SYMLINKS and RESOLVE_NO_MAGICLINKS of linux/openat2.h. */
    private static final long BENEATH_WITHOUT_LINKS = 0x08 | 0x04 | 0x02;

    private static final byte[] ITSELF = {'.'};
    private static final int AT_FDCWD = -100;
    private static final long STRUCTURE_SIZE = 24;

    private OpenCall() {}

    /** Pins the entry, whatever it is; of a link, the link itself. */
    static int pinned(int directory, FileName name) throws LinuxError {
        return (int) Kernel.checked(openBelow(directory, name, PATH_ONLY | NO_FOLLOW, 0), "open", name);
    }

    /** Opens a directory for listing. */
    static int directory(int directory, FileName name) throws LinuxError {
        int flags = READ_ONLY | DIRECTORY;
        long opened = forReading(noAccessTime -> openBelow(directory, name, flags | noAccessTime, 0));
        return (int) Kernel.checked(opened, "open", name);
    }

    /** Opens an open directory once more. */
    static int again(int directory) throws LinuxError {
        int flags = READ_ONLY | DIRECTORY;
        long opened = forReading(noAccessTime -> openBelow(directory, ITSELF, flags | noAccessTime, 0));
        return (int) Kernel.checked(opened, "open the directory again");
    }

    /** Opens a regular file for reading; where the name is anything else's, ESTALE, or ELOOP for a link. */
    static int forReading(int directory, FileName name) throws LinuxError {
        int pinned = pinnedFile(directory, name);
        try {
            long opened = forReading(noAccessTime -> openPinned(pinned, READ_ONLY | noAccessTime));
            return (int) Kernel.checked(opened, "open", name);
        } finally {
            Kernel.call(SystemCall.CLOSE, pinned, 0, 0);
        }
    }

    /** Opens a regular file for reading and writing; where the name is anything else's, ESTALE, or ELOOP for a link. */
    static int forWriting(int directory, FileName name) throws LinuxError {
        int pinned = pinnedFile(directory, name);
        try {
            return (int) Kernel.checked(openPinned(pinned, READ_WRITE), "open", name);
        } finally {
            Kernel.call(SystemCall.CLOSE, pinned, 0, 0);
        }
    }

    /** Creates a regular file; the mode is lessened by the process's umask. */
    static int created(int directory, FileName name, int permissions) throws LinuxError {
        int flags = READ_WRITE | CREATE_NEW;
        return (int) Kernel.checked(openBelow(directory, name, flags, permissions), "open", name);
    }

    @FunctionalInterface
    private interface Opening {
        long open(int noAccessTime);
    }

    /** Leaves the access time alone, where this process may ask for that. */
    private static long forReading(Opening opening) {
        long opened = opening.open(NO_ACCESS_TIME);
        return opened == -Errno.EPERM ? opening.open(0) : opened;
    }

    private static int pinnedFile(int directory, FileName name) throws LinuxError {
        int pinned = (int) Kernel.checked(openBelow(directory, name, PATH_ONLY, 0), "open", name);
        try {
            if (StatusCall.type(pinned) != FileType.REGULAR) {
                throw LinuxError.moved(name);
            }
            return pinned;
        } catch (LinuxError error) {
            Kernel.call(SystemCall.CLOSE, pinned, 0, 0);
            throw error;
        }
    }

    /** Through the one magic link that is our own: it leads to the pinned inode, whatever has its name by now. */
    private static long openPinned(int pinned, int flags) {
        long path = Scratch.current().text(AttributeCalls.procPath(pinned)).address();
        return Kernel.call(SystemCall.OPENAT, AT_FDCWD, path, flags | NON_BLOCKING | NO_TERMINAL | CLOSE_ON_EXEC);
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
        return openBelow(directory, name.raw(), flags, mode);
    }

    private static long openBelow(int directory, byte[] name, int flags, int mode) {
        Scratch scratch = Scratch.current();
        MemorySegment how = scratch.argument;
        how.set(ValueLayout.JAVA_LONG, 0, flags | CLOSE_ON_EXEC);
        how.set(ValueLayout.JAVA_LONG, 8, mode);
        how.set(ValueLayout.JAVA_LONG, 16, BENEATH_WITHOUT_LINKS);
        return Kernel.call(
                SystemCall.OPENAT2, directory, scratch.text(name).address(), how.address(), STRUCTURE_SIZE, 0);
    }
}
