package io.holdfast.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Makes kernel calls through the C library's {@code syscall(2)}. Every argument is a register's worth; pointers are
 * addresses of native memory that the caller keeps alive during the call. A call that a signal cut short is repeated.
 */
final class Kernel {
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = link();

    private static volatile Gate gate = _ -> {};

    private Kernel() {}

    /** Sees each call before it is made, and may keep it from being made by throwing. */
    @FunctionalInterface
    interface Gate {
        void pass(SystemCall call);
    }

    /** Tests stop the process at any call by this; one gate stands at a time. */
    static void setGate(Gate next) {
        gate = next;
    }

    /** The call's result (not negative), or minus the error number. */
    static long call(SystemCall call, long a, long b, long c, long d, long e) {
        gate.pass(call);
        MemorySegment errno = Scratch.current().errno;
        while (true) {
            long result = invoke(errno, call.number, a, b, c, d, e);
            if (result >= 0) {
                return result;
            }
            int error = (int) ERRNO.get(errno, 0L);
            if (error != Errno.EINTR || call == SystemCall.CLOSE) {
                return -error;
            }
        }
    }

    static long call(SystemCall call, long a, long b, long c) {
        return call(call, a, b, c, 0, 0);
    }

    /** The result where the call went well; otherwise the error, told as "cannot {@code what}". */
    static long checked(long result, String what) throws LinuxError {
        if (result < 0) {
            throw new LinuxError((int) -result, what);
        }
        return result;
    }

    /** The same for an entry, whose name is put into words only if it is needed. */
    static long checked(long result, String what, FileName name) throws LinuxError {
        if (result < 0) {
            throw new LinuxError((int) -result, what + " " + name);
        }
        return result;
    }

    private static long invoke(MemorySegment errno, long number, long a, long b, long c, long d, long e) {
        try {
            return (long) SYSCALL.invokeExact(errno, number, a, b, c, d, e);
        } catch (RuntimeException | Error unchecked) {
            throw unchecked;
        } catch (Throwable impossible) {
            throw new AssertionError("a native call threw a checked exception", impossible);
        }
    }

    private static MethodHandle link() {
        Linker linker = Linker.nativeLinker();
        ValueLayout word = ValueLayout.JAVA_LONG;
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(word, word, word, word, word, word, word),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
    }
}
