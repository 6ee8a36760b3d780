package io.holdfast.objectstore;

import java.util.function.Supplier;

/** Another store that fails on demand: before a call has an effect, or after it, as a lost answer does. For one thread. */
public final class FailingObjectStore extends InterceptedObjectStore {
    private int before;
    private int after;
    private int left = Integer.MAX_VALUE;
    private RuntimeException failure = new IllegalStateException("no failure is set");

    public FailingObjectStore(ObjectStore store) {
        super(store);
    }

    /** The next calls fail without an effect. */
    public void failBefore(int calls, RuntimeException with) {
        before = calls;
        failure = with;
    }

    /** The next calls fail although they had their effect. */
    public void failAfter(int calls, RuntimeException with) {
        after = calls;
        failure = with;
    }

    /** So many calls succeed, and none after them: as if the process had died. */
    public void dieAfter(int calls, RuntimeException with) {
        left = calls;
        failure = with;
    }

    @Override
    protected <T> T call(Supplier<T> work) {
        if (left == 0) {
            throw failure;
        }
        left--;
        if (before > 0) {
            before--;
            throw failure;
        }
        T result = work.get();
        if (after > 0) {
            after--;
            throw failure;
        }
        return result;
    }
}
