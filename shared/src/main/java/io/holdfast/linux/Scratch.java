package io.holdfast.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A thread's own native memory for the arguments of one call. Nothing in it outlives the method that filled it, so no
 * call allocates. Freed with its thread.
 */
final class Scratch {
    /** PATH_MAX, the terminating zero included. */
    static final int TEXT_SIZE = 4096;

    private static final int TRANSFER_SIZE = 256 * 1024;
    private static final ThreadLocal<Scratch> CURRENT = ThreadLocal.withInitial(Scratch::new);

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment memory = arena.allocate(64 + 256 + 2 * TEXT_SIZE, 64);
    private MemorySegment transfer = MemorySegment.NULL;

    /** struct open_how (24 bytes), two struct timespec (32). */
    final MemorySegment argument = memory.asSlice(0, 56);

    final MemorySegment errno = memory.asSlice(56, 4, 4);
    final MemorySegment status = memory.asSlice(64, 256);
    final MemorySegment text = memory.asSlice(64 + 256, TEXT_SIZE);
    final MemorySegment secondText = memory.asSlice(64 + 256 + TEXT_SIZE, TEXT_SIZE);

    static Scratch current() {
        return CURRENT.get();
    }

    /** Room to move bytes between the kernel and arrays: small enough to stay in the processor's cache. */
    MemorySegment transfer() {
        if (transfer.byteSize() == 0) {
            transfer = arena.allocate(TRANSFER_SIZE, 64);
        }
        return transfer;
    }

    MemorySegment text(byte[] bytes) {
        return terminated(text, bytes);
    }

    MemorySegment secondText(byte[] bytes) {
        return terminated(secondText, bytes);
    }

    private static MemorySegment terminated(MemorySegment target, byte[] bytes) {
        MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, 0, bytes.length);
        target.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
        return target;
    }
}
