package io.holdfast.linux;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open file or directory: what can be asked of and done to either. Whoever opened it closes it, after the last use
 * on any thread; a use after the close is a defect and throws IllegalStateException.
 */
public abstract sealed class OpenDescriptor implements AutoCloseable permits OpenDirectory, OpenFile {
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final byte[] EMPTY = {};

    private final int descriptor;
    private final AtomicBoolean closed = new AtomicBoolean();

    OpenDescriptor(int descriptor) {
        this.descriptor = descriptor;
    }

    final int descriptor() {
        if (closed.get()) {
            throw new IllegalStateException("the file was closed before");
        }
        return descriptor;
    }

    public final FileStatus status() throws LinuxError {
        return StatusCall.of(descriptor());
    }

    /** All extended attributes that this process may see, in the kernel's order. */
    public final List<ExtendedAttribute> attributes() throws LinuxError {
        return AttributeCalls.ofDescriptor(descriptor()).readAll();
    }

    public final void setAttribute(ExtendedAttribute attribute) throws LinuxError {
        AttributeCalls.ofDescriptor(descriptor()).set(attribute);
    }

    /** Removes the attribute; an error with ENODATA where there is none. */
    public final void removeAttribute(byte[] name) throws LinuxError {
        AttributeCalls.ofDescriptor(descriptor()).remove(name);
    }

    /** Sets owner and group; the kernel clears set-user-id and set-group-id, so modes are set afterwards. */
    public final void changeOwner(long uid, long gid) throws LinuxError {
        long empty = Scratch.current().text(EMPTY).address();
        Kernel.checked(
                Kernel.call(SystemCall.FCHOWNAT, descriptor(), empty, uid, gid, AT_EMPTY_PATH), "change the owner");
    }

    /** Sets the permission bits, with set-user-id, set-group-id and sticky. */
    public final void changeMode(int permissions) throws LinuxError {
        Kernel.checked(Kernel.call(SystemCall.FCHMOD, descriptor(), permissions & 0xfff, 0), "change the mode");
    }

    public final void setTimes(Instant accessed, Instant modified) throws LinuxError {
        long times = TimesArgument.of(accessed, modified);
        Kernel.checked(Kernel.call(SystemCall.UTIMENSAT, descriptor(), 0, times), "set the times");
    }

    /** Returns when content and metadata are on the device. */
    public final void sync() throws LinuxError {
        Kernel.checked(Kernel.call(SystemCall.FSYNC, descriptor(), 0, 0), "flush to the device");
    }

    /** Returns when all of the file system that this lies on is on the device: one call for a whole restored tree. */
    public final void syncFileSystem() throws LinuxError {
        Kernel.checked(Kernel.call(SystemCall.SYNCFS, descriptor(), 0, 0), "flush the file system to its device");
    }

    /** Closes it; the kernel's answer says nothing that {@link #sync} does not say better. */
    @Override
    public final void close() {
        if (closed.compareAndSet(false, true)) {
            Kernel.call(SystemCall.CLOSE, descriptor, 0, 0);
        }
    }
}
