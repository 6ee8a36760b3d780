package io.holdfast.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An open directory, and the way to everything in it: names are resolved below its descriptor, one component at a time,
 * so a rename or a link on the way cannot lead elsewhere and a path has no length limit. Safe for use by many threads,
 * except that {@link #forEachEntry} moves the one cursor there is.
 */
public final class OpenDirectory extends OpenDescriptor {
    private static final int LISTING_SIZE = 32 * 1024;

    private OpenDirectory(int descriptor) {
        super(descriptor);
    }

    /** Opens the root of a tree; links in the path are followed, since an operator has chosen it. */
    public static OpenDirectory open(Path root) throws LinuxError {
        byte[] path = root.toString().getBytes(StandardCharsets.UTF_8);
        return new OpenDirectory(OpenCall.root(path, root.toString()));
    }

    /** Opens the same directory once more, with a listing of its own. */
    public OpenDirectory again() throws LinuxError {
        return new OpenDirectory(OpenCall.again(descriptor()));
    }

    public OpenDirectory openDirectory(FileName name) throws LinuxError {
        return new OpenDirectory(OpenCall.directory(descriptor(), name));
    }

    /** Opens a regular file for reading. Anything else is left unopened: an error, as of a file that was replaced. */
    public OpenFile openFile(FileName name) throws LinuxError {
        return new OpenFile(OpenCall.forReading(descriptor(), name));
    }

    /** Opens an existing regular file for reading and writing, without changing it; anything else is left unopened. */
    public OpenFile openFileForWriting(FileName name) throws LinuxError {
        return new OpenFile(OpenCall.forWriting(descriptor(), name));
    }

    /** Holds an entry without opening it, whatever it is. */
    public PinnedEntry pin(FileName name) throws LinuxError {
        return new PinnedEntry(OpenCall.pinned(descriptor(), name));
    }

    /** The status of an entry; of a link itself. */
    public FileStatus status(FileName name) throws LinuxError {
        return StatusCall.of(descriptor(), name);
    }

    /**
     * Lists the entries in the kernel's order, without {@code .} and {@code ..}. A directory that is written to meanwhile
     * may list an entry twice or not at all. A name longer than {@link FileName#MAX_LENGTH} is left out, and thrown as an
     * error once all others have been told.
     */
    public void forEachEntry(EntryConsumer consumer) throws LinuxError {
        int descriptor = descriptor();
        Kernel.checked(Kernel.call(SystemCall.LSEEK, descriptor, 0, 0), "list the directory");
        @Nullable LinuxError tooLong = null;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment listing = arena.allocate(LISTING_SIZE, 8);
            while (true) {
                long length = Kernel.checked(
                        Kernel.call(SystemCall.GETDENTS64, descriptor, listing.address(), LISTING_SIZE),
                        "list the directory");
                if (length == 0) {
                    break;
                }
                tooLong = first(tooLong, deliver(listing.asSlice(0, length), consumer));
            }
        }
        if (tooLong != null) {
            throw tooLong;
        }
    }

    private static @Nullable LinuxError first(@Nullable LinuxError before, @Nullable LinuxError now) {
        return before == null ? now : before;
    }

    /**
     * Walks a buffer of {@code struct linux_dirent64}: inode 8, offset 8, length 2, type 1, name with a zero. Answers the first
     * name that was too long.
     */
    static @Nullable LinuxError deliver(MemorySegment listing, EntryConsumer consumer) {
        @Nullable LinuxError tooLong = null;
        long at = 0;
        while (at < listing.byteSize()) {
            int recordLength = Short.toUnsignedInt(listing.get(ValueLayout.JAVA_SHORT, at + 16));
            int type = listing.get(ValueLayout.JAVA_BYTE, at + 18);
            long start = at + 19;
            long end = start;
            while (listing.get(ValueLayout.JAVA_BYTE, end) != 0) {
                end++;
            }
            byte[] name = listing.asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE);
            if (name.length > FileName.MAX_LENGTH) {
                tooLong = first(tooLong, LinuxError.nameTooLong(name));
            } else if (!FileName.isDots(name)) {
                consumer.entry(FileName.listed(name), FileType.ofBits(type));
            }
            at += recordLength;
        }
        return tooLong;
    }

    /** Creating, linking and removing below this directory. */
    public EntryWriter writer() {
        return new EntryWriter(this);
    }

    /** Returns when all of the file system that this lies on is on the device: one call for a whole restored tree. */
    public void syncFileSystem() throws LinuxError {
        Kernel.checked(Kernel.call(SystemCall.SYNCFS, descriptor(), 0, 0), "flush the file system to its device");
    }
}
