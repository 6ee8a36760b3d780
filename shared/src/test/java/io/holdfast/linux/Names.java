package io.holdfast.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * What an attacker does to names and the JDK cannot: two change places at once, so that neither is ever missing. He follows no
 * links himself, by calls of his own.
 */
public final class Names {
    private static final int RENAME_NOREPLACE = 1;
    private static final int RENAME_EXCHANGE = 2;
    /** O_PATH and O_CLOEXEC. */
    private static final int PATH_ONLY = 0x200000 | 0x80000;

    private static final int DIRECTORY =
            Architecture.CURRENT.directoryFlag | Architecture.CURRENT.noFollowFlag | PATH_ONLY;

    private static final MethodHandle RENAMEAT2 = call(
            "renameat2",
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
    private static final MethodHandle OPENAT =
            call("openat", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle CLOSE = call("close", ValueLayout.JAVA_INT);

    private Names() {}

    /** An entry below the top and one elsewhere change places; false where either does not exist. */
    public static boolean exchange(
            OpenDirectory top, List<String> directory, String name, OpenDirectory otherIn, String other) {
        return rename(top, directory, name, otherIn, other, RENAME_EXCHANGE);
    }

    /** An entry is moved out of a directory below the top, and back; false where there is none. */
    public static boolean moveAndBack(
            OpenDirectory top, List<String> directory, String name, OpenDirectory to, String newName) {
        return rename(top, directory, name, to, newName, RENAME_NOREPLACE);
    }

    private static boolean rename(
            OpenDirectory top, List<String> directory, String name, OpenDirectory to, String newName, int how) {
        try (Arena arena = Arena.ofConfined()) {
            int in = open(top.descriptor(), directory, arena);
            if (in < 0) {
                return false;
            }
            MemorySegment from = arena.allocateFrom(name);
            MemorySegment target = arena.allocateFrom(newName);
            int result = (int) RENAMEAT2.invokeExact(in, from, to.descriptor(), target, how);
            if (result == 0 && how == RENAME_NOREPLACE) {
                int _ = (int) RENAMEAT2.invokeExact(to.descriptor(), target, in, from, how);
            }
            int _ = (int) CLOSE.invokeExact(in);
            return result == 0;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Negative where something else stands in for a directory at present. */
    private static int open(int top, List<String> directory, Arena arena) throws Throwable {
        int at = (int) OPENAT.invokeExact(top, arena.allocateFrom("."), DIRECTORY);
        for (String name : directory) {
            int below = (int) OPENAT.invokeExact(at, arena.allocateFrom(name), DIRECTORY);
            int _ = (int) CLOSE.invokeExact(at);
            if (below < 0) {
                return below;
            }
            at = below;
        }
        return at;
    }

    private static MethodHandle call(String name, ValueLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }
}
