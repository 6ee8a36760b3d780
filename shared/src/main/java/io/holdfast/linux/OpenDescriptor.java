package io.holdfast.linux;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is open, or pinned: what can be asked of and done to each. Whoever opened it closes it, after the last use on any
 * thread; a use after the close is a defect and throws IllegalStateException.
 */
public abstract sealed class OpenDescriptor implements AutoCloseable permits OpenDirectory, OpenFile, PinnedEntry {
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
        return attributeCalls().readAll();
    }

    public final void setAttribute(ExtendedAttribute attribute) throws LinuxError {
        attributeCalls().set(attribute);
    }

    /** Removes the attribute; an error with ENODATA where there is none. */
    public final void removeAttribute(byte[] name) throws LinuxError {
        attributeCalls().remove(name);
    }

    AttributeCalls attributeCalls() {
        return AttributeCalls.ofDescriptor(descriptor());
    }

    /** Sets owner and group; the kernel clears set-user-id and set-group-id, so modes are set afterwards. */
    public final void changeOwner(long uid, long gid) throws LinuxError {
        long empty = Scratch.current().text(EMPTY).address();
        Kernel.checked(
                Kernel.call(SystemCall.FCHOWNAT, descriptor(), empty, uid, gid, AT_EMPTY_PATH), "change the owner");
    }

    /** Sets the permission bits, with set-user-id, set-group-id and sticky. */
    public void changeMode(int permissions) throws LinuxError {
        Kernel.checked(Kernel.call(SystemCall.FCHMOD, descriptor(), permissions & 0xfff, 0), "change the mode");
    }

    public void setTimes(Instant accessed, Instant modified) throws LinuxError {
        long times = TimesArgument.of(accessed, modified);
        Kernel.checked(Kernel.call(SystemCall.UTIMENSAT, descriptor(), 0, times), "set the times");
    }

    /** What keeps it from being changed; of what is only pinned, nothing is known. */
    public final Set<Protection> protections() {
        return ProtectionCalls.read(descriptor());
    }

    /** Takes all of them away and answers what they were; an error that says how, where this process may not. */
    public final Set<Protection> liftProtections(String name) throws LinuxError {
        Set<Protection> protections = protections();
        if (!protections.isEmpty()) {
            try {
                protect(Set.of());
            } catch (LinuxError error) {
                throw error.errno() == Errno.EPERM ? LinuxError.isProtected(name, protections) : error;
            }
        }
        return protections;
    }

    /** Puts exactly these on it. */
    public final void protect(Set<Protection> protections) throws LinuxError {
        ProtectionCalls.set(descriptor(), protections);
    }

    /** Closes it; the kernel's answer says nothing that {@link OpenFile#sync} does not say better. */
    @Override
    public final void close() {
        if (closed.compareAndSet(false, true)) {
            Kernel.call(SystemCall.CLOSE, descriptor, 0, 0);
        }
    }
}
