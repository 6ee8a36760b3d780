package io.holdfast.linux;

import java.nio.charset.StandardCharsets;

/**
 * Makes and removes the entries of one directory: each call names one entry, follows no link and reaches nothing outside.
 * The directory stays its opener's. Modes are lessened by the process's umask.
 */
public final class EntryWriter {
    private static final int AT_REMOVEDIR = 0x200;

    private final OpenDirectory directory;

    EntryWriter(OpenDirectory directory) {
        this.directory = directory;
    }

    /** Creates a regular file and opens it for reading and writing; EEXIST where the name is taken, by a link too. */
    public OpenFile createFile(FileName name, int permissions) throws LinuxError {
        return new OpenFile(OpenCall.created(directory.descriptor(), name, permissions & 0xfff));
    }

    public void createDirectory(FileName name, int permissions) throws LinuxError {
        long text = Scratch.current().text(name.raw()).address();
        Kernel.checked(
                Kernel.call(SystemCall.MKDIRAT, directory.descriptor(), text, permissions & 0xfff),
                "create the directory",
                name);
    }

    /** Creates a link that points to the target, whatever that is; ENAMETOOLONG from 4,096 bytes on, EINVAL for a zero. */
    public void createSymlink(FileName name, byte[] target) throws LinuxError {
        if (new String(target, StandardCharsets.ISO_8859_1).indexOf('\0') >= 0) {
            throw new LinuxError(Errno.EINVAL, "create the symbolic link " + name);
        }
        if (target.length >= Scratch.TEXT_SIZE) {
            throw new LinuxError(Errno.ENAMETOOLONG, "create the symbolic link " + name);
        }
        Scratch scratch = Scratch.current();
        Kernel.checked(
                Kernel.call(
                        SystemCall.SYMLINKAT,
                        scratch.secondText(target).address(),
                        directory.descriptor(),
                        scratch.text(name.raw()).address()),
                "create the symbolic link",
                name);
    }

    /** Gives an existing file a further name here. */
    public void createHardLink(OpenDirectory existingIn, FileName existing, FileName name) throws LinuxError {
        Scratch scratch = Scratch.current();
        Kernel.checked(
                Kernel.call(
                        SystemCall.LINKAT,
                        existingIn.descriptor(),
                        scratch.text(existing.raw()).address(),
                        directory.descriptor(),
                        scratch.secondText(name.raw()).address(),
                        0),
                "create the hard link",
                name);
    }

    /** Creates a FIFO, socket or device; {@code mode} has type and permissions, {@code device} is 0 but for devices. */
    public void createNode(FileName name, int mode, long device) throws LinuxError {
        long text = Scratch.current().text(name.raw()).address();
        Kernel.checked(
                Kernel.call(SystemCall.MKNODAT, directory.descriptor(), text, mode & 0xffff, device, 0),
                "create the node",
                name);
    }

    /** Removes anything but a directory. */
    public void remove(FileName name) throws LinuxError {
        unlink(name, 0);
    }

    /** Removes an empty directory. */
    public void removeDirectory(FileName name) throws LinuxError {
        unlink(name, AT_REMOVEDIR);
    }

    private void unlink(FileName name, int flags) throws LinuxError {
        long text = Scratch.current().text(name.raw()).address();
        Kernel.checked(Kernel.call(SystemCall.UNLINKAT, directory.descriptor(), text, flags), "remove", name);
    }
}
