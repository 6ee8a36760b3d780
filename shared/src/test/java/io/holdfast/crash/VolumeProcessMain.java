package io.holdfast.crash;

import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.TestRepositories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A process that works on a repository and kills itself at a call: {@code BACKUP|RESTORE|CHECK STORE|KERNEL N repository tree}. */
final class VolumeProcessMain {
    private VolumeProcessMain() {}

    enum Operation {
        BACKUP,
        RESTORE,
        CHECK;

        Consumer<ObjectStore> on(Path tree) {
            return switch (this) {
                case BACKUP -> store -> new VolumeProcess(store).backUp(tree);
                case RESTORE ->
                    store -> {
                        var _ = new VolumeProcess(store).restore(tree);
                    };
                case CHECK ->
                    store -> {
                        var _ = new VolumeProcess(store).check();
                    };
            };
        }
    }

    public static void main(String[] arguments) {
        Operation operation = Operation.valueOf(arguments[0]);
        Layer layer = Layer.valueOf(arguments[1]);
        Countdown countdown = new Countdown(Integer.parseInt(arguments[2]), VolumeProcessMain::killMyself);
        ObjectStore store = TestRepositories.directory(Path.of(arguments[3]));
        layer.run(countdown, store, operation.on(Path.of(arguments[4])));
    }

    /** SIGKILL from outside, as the JVM cannot raise it; no thread that comes here goes on. */
    private static void killMyself() {
        try {
            Process _ = new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (true) {
            LockSupport.park();
        }
    }
}
