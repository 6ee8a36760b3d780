package io.holdfast.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The xattr calls on one file: by its descriptor, or for what is only pinned (a link, FIFO or device) by
 * {@code /proc/self/fd/N}, which leads to the pinned inode and no further.
 */
final class AttributeCalls {
    /** XATTR_SIZE_MAX and XATTR_LIST_MAX. */
    private static final int LARGEST = 64 * 1024;

    private final SystemCall list;
    private final SystemCall get;
    private final SystemCall set;
    private final SystemCall remove;
    private final int descriptor;
    private final byte[] path;

    private AttributeCalls(int descriptor, byte[] path) {
        boolean byPath = path.length > 0;
        this.list = byPath ? SystemCall.LISTXATTR : SystemCall.FLISTXATTR;
        this.get = byPath ? SystemCall.GETXATTR : SystemCall.FGETXATTR;
        this.set = byPath ? SystemCall.SETXATTR : SystemCall.FSETXATTR;
        this.remove = byPath ? SystemCall.REMOVEXATTR : SystemCall.FREMOVEXATTR;
        this.descriptor = descriptor;
        this.path = path;
    }

    static AttributeCalls ofDescriptor(int descriptor) {
        return new AttributeCalls(descriptor, new byte[0]);
    }

    static AttributeCalls ofPinned(int descriptor) {
        return new AttributeCalls(descriptor, procPath(descriptor));
    }

    /** {@code /proc/self/fd/N}. */
    static byte[] procPath(int descriptor) {
        return ("/proc/self/fd/" + descriptor).getBytes(StandardCharsets.US_ASCII);
    }

    List<ExtendedAttribute> readAll() throws LinuxError {
        Scratch scratch = Scratch.current();
        MemorySegment names = scratch.transfer().asSlice(0, LARGEST);
        long length = Kernel.call(list, subject(scratch), names.address(), LARGEST);
        if (length == 0 || length == -Errno.EOPNOTSUPP) {
            return List.of();
        }
        Kernel.checked(length, "list the extended attributes");
        byte[] listed = names.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        List<ExtendedAttribute> attributes = new ArrayList<>();
        int start = 0;
        for (int end = 0; end < listed.length; end++) {
            if (listed[end] == 0) {
                read(Arrays.copyOfRange(listed, start, end), attributes);
                start = end + 1;
            }
        }
        return attributes;
    }

    private void read(byte[] name, List<ExtendedAttribute> into) throws LinuxError {
        Scratch scratch = Scratch.current();
        MemorySegment value = scratch.transfer().asSlice(0, LARGEST);
        long length =
                Kernel.call(get, subject(scratch), scratch.secondText(name).address(), value.address(), LARGEST, 0);
        if (length == -Errno.ENODATA) {
            return; // Removed since it was listed.
        }
        Kernel.checked(length, "read the extended attribute " + text(name));
        into.add(new ExtendedAttribute(name, value.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE)));
    }

    void set(ExtendedAttribute attribute) throws LinuxError {
        byte[] value = attribute.value();
        byte[] name = checkedName(attribute.name());
        Scratch scratch = Scratch.current();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_BYTE, value);
            Kernel.checked(
                    Kernel.call(
                            set, subject(scratch), scratch.secondText(name).address(), copy.address(), value.length, 0),
                    "set the extended attribute " + text(name));
        }
    }

    void remove(byte[] name) throws LinuxError {
        Scratch scratch = Scratch.current();
        Kernel.checked(
                Kernel.call(
                        remove,
                        subject(scratch),
                        scratch.secondText(checkedName(name)).address(),
                        0),
                "remove the extended attribute " + text(name));
    }

    private long subject(Scratch scratch) {
        return path.length > 0 ? scratch.text(path).address() : descriptor;
    }

    /** XATTR_NAME_MAX is 255; a zero inside would name another attribute. */
    private static byte[] checkedName(byte[] name) throws LinuxError {
        boolean hasZero = new String(name, StandardCharsets.ISO_8859_1).indexOf('\0') >= 0;
        if (name.length == 0 || name.length > 255 || hasZero) {
            throw new LinuxError(Errno.EINVAL, "use the extended attribute name " + text(name));
        }
        return name;
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }
}
