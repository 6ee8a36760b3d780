package io.holdfast.linux;

import java.lang.foreign.ValueLayout;
import java.time.Instant;

/**
 * An entry that is held without being opened: a link, FIFO, device or socket. All that is asked of it or done to it concerns
 * this one inode, whatever has its name meanwhile.
 */
public final class PinnedEntry extends OpenDescriptor {
    private static final int AT_FDCWD = -100;

    PinnedEntry(int descriptor) {
        super(descriptor);
    }

    /** Where a symbolic link points, as raw bytes. */
    public byte[] readLink() throws LinuxError {
        Scratch scratch = Scratch.current();
        long empty = scratch.text(new byte[0]).address();
        long length = Kernel.checked(
                Kernel.call(
                        SystemCall.READLINKAT, descriptor(), empty, scratch.secondText.address(), Scratch.TEXT_SIZE, 0),
                "read the link");
        return scratch.secondText.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    AttributeCalls attributeCalls() {
        return AttributeCalls.ofPinned(descriptor());
    }

    /** A link has no mode: EOPNOTSUPP. */
    @Override
    public void changeMode(int permissions) throws LinuxError {
        Kernel.checked(Kernel.call(SystemCall.FCHMODAT, AT_FDCWD, path(), permissions & 0xfff), "change the mode");
    }

    @Override
    public void setTimes(Instant accessed, Instant modified) throws LinuxError {
        long times = TimesArgument.of(accessed, modified);
        Kernel.checked(Kernel.call(SystemCall.UTIMENSAT, AT_FDCWD, path(), times), "set the times");
    }

    private long path() {
        return Scratch.current().text(AttributeCalls.procPath(descriptor())).address();
    }
}
