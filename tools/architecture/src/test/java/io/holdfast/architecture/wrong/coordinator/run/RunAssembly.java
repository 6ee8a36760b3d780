package io.holdfast.architecture.wrong.coordinator.run;

import java.time.Clock;

/** Breaks no rule: where a process is put together, all of this is allowed. */
final class RunAssembly {
    Thread start(Runnable work) {
        System.out.println(System.getenv("HOME") + Clock.systemUTC());
        return Thread.ofVirtual().start(work);
    }
}
