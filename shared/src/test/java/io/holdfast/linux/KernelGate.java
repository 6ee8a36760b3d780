package io.holdfast.linux;

/** Runs something before each kernel call of this JVM but those that close descriptors, which the kernel does itself at an end. */
public final class KernelGate implements AutoCloseable {
    public KernelGate(Runnable before) {
        Kernel.setGate(call -> {
            if (call != SystemCall.CLOSE) {
                before.run();
            }
        });
    }

    @Override
    public void close() {
        Kernel.setGate(_ -> {});
    }
}
