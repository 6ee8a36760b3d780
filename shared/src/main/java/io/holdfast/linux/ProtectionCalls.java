package io.holdfast.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.EnumSet;
import java.util.Set;

/** FS_IOC_GETFLAGS and FS_IOC_SETFLAGS, which are the same on both processors, and move an int though their numbers say long. */
final class ProtectionCalls {
    private static final long GET_FLAGS = 0x8008_6601L;
    private static final long SET_FLAGS = 0x4008_6602L;

    private ProtectionCalls() {}

    /** None where the file system has no such flags, or does not tell: then there is nothing that could be taken away. */
    static Set<Protection> read(int descriptor) {
        Set<Protection> protections = EnumSet.noneOf(Protection.class);
        MemorySegment flags = Scratch.current().argument;
        if (Kernel.call(SystemCall.IOCTL, descriptor, GET_FLAGS, flags.address()) == 0) {
            int bits = flags.get(ValueLayout.JAVA_INT, 0);
            for (Protection protection : Protection.values()) {
                if ((bits & protection.bit) != 0) {
                    protections.add(protection);
                }
            }
        }
        return protections;
    }

    static void set(int descriptor, Set<Protection> protections) throws LinuxError {
        MemorySegment flags = Scratch.current().argument;
        Kernel.checked(Kernel.call(SystemCall.IOCTL, descriptor, GET_FLAGS, flags.address()), "read the flags");
        int bits = flags.get(ValueLayout.JAVA_INT, 0);
        for (Protection protection : Protection.values()) {
            bits = protections.contains(protection) ? bits | protection.bit : bits & ~protection.bit;
        }
        flags.set(ValueLayout.JAVA_INT, 0, bits);
        Kernel.checked(Kernel.call(SystemCall.IOCTL, descriptor, SET_FLAGS, flags.address()), "change the flags");
    }
}
