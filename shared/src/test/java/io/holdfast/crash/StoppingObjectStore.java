package io.holdfast.crash;

import io.holdfast.objectstore.InterceptedObjectStore;
import io.holdfast.objectstore.ObjectStore;
import java.util.function.Supplier;

/** Another store, used by a process that may stop before each call and, the effect being there, before each answer. */
final class StoppingObjectStore extends InterceptedObjectStore {
    private final Countdown countdown;

    StoppingObjectStore(ObjectStore store, Countdown countdown) {
        super(store);
        this.countdown = countdown;
    }

    @Override
    protected <T> T call(Supplier<T> call) {
        countdown.pass();
        T answer = call.get();
        countdown.pass();
        return answer;
    }
}
