package io.holdfast.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.concurrent.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work of root's, without one of root's rights: on a thread of its own, as rights are a thread's and its children's. */
public final class WithoutCapability {
    /** CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of linux/capability.h. */
    private static final int[] ANY_FILE = {1, 2};

    /** CAP_LINUX_IMMUTABLE of linux/capability.h. */
    private static final int[] LINUX_IMMUTABLE = {9};

    /** CAP_CHOWN of linux/capability.h. */
    private static final int[] CHOWN = {0};

    private static final int VERSION_3 = 0x2008_0522;

    private WithoutCapability() {}

    /** May not change immutable and append-only flags. */
    public static <T> T linuxImmutable(Supplier<T> work) {
        return without(LINUX_IMMUTABLE, work);
    }

    /** May not give files away. */
    public static <T> T chown(Supplier<T> work) {
        return without(CHOWN, work);
    }

    /** May read and write only what a file's mode allows. */
    public static <T> T anyFile(Supplier<T> work) {
        return without(ANY_FILE, work);
    }

    private static <T> T without(int[] capabilities, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Workers.platformThreads("without-capability")
                .newThread(() -> {
                    try {
                        for (int capability : capabilities) {
                            drop(capability);
                        }
                        result.complete(work.get());
                    } catch (Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                })
                .start();
        return result.join();
    }

    /** Takes it out of the effective and permitted sets: struct { effective, permitted, inheritable } twice. */
    private static void drop(int capability) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment header = arena.allocate(8, 4);
            header.set(ValueLayout.JAVA_INT, 0, VERSION_3);
            MemorySegment sets = arena.allocate(24, 4);
            assertThat((int) call("capget").invokeExact(header, sets)).isZero();
            for (long offset : new long[] {0, 4}) {
                sets.set(ValueLayout.JAVA_INT, offset, sets.get(ValueLayout.JAVA_INT, offset) & ~(1 << capability));
            }
            assertThat((int) call("capset").invokeExact(header, sets)).isZero();
        }
    }

    private static MethodHandle call(String name) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    }
}
