package io.holdfast.crash;

import io.holdfast.linux.KernelGate;
import io.holdfast.objectstore.ObjectStore;
import java.util.function.Consumer;

/** Whose calls are counted. */
enum Layer {
    STORE {
        @Override
        void run(Countdown countdown, ObjectStore store, Consumer<ObjectStore> process) {
            process.accept(new StoppingObjectStore(store, countdown));
        }
    },
    KERNEL {
        @Override
        void run(Countdown countdown, ObjectStore store, Consumer<ObjectStore> process) {
            try (KernelGate _ = new KernelGate(countdown::pass)) {
                process.accept(store);
            }
        }
    };

    /** Runs what one process does with the store while its calls count down. */
    abstract void run(Countdown countdown, ObjectStore store, Consumer<ObjectStore> process);
}
