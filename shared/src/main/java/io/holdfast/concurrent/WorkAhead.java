package io.holdfast.concurrent;

import io.holdfast.failure.BackupException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Work that is begun before what it yields is due. A {@link BackupException} of one is thrown where that one is due, and ends
 * no other; whatever else fails ends the group. Used by one thread.
 */
public final class WorkAhead<K, V> {
    private final TaskGroup group;
    private final Map<K, Future<Outcome<V>>> begun = new HashMap<>();

    /** What yields something, on a thread of the group's. */
    @FunctionalInterface
    public interface Work<V> {
        V run() throws InterruptedException;
    }

    private sealed interface Outcome<V> {
        record Done<V>(V value) implements Outcome<V> {}

        record Failed<V>(BackupException failure) implements Outcome<V> {}
    }

    /** The group stays the caller's. */
    public WorkAhead(TaskGroup group) {
        this.group = group;
    }

    /** How much was begun, and has been neither taken nor forgotten. */
    public int size() {
        return begun.size();
    }

    public boolean hasBegun(K key) {
        return begun.containsKey(key);
    }

    /** Begins what has not begun yet. */
    public void begin(K key, Work<V> work) {
        begun.computeIfAbsent(key, _ -> group.call(() -> run(work)));
    }

    /** What was begun under this key, once it is there; empty where nothing was. */
    public Optional<V> take(K key) throws InterruptedException {
        Future<Outcome<V>> result = begun.remove(key);
        if (result == null) {
            return Optional.empty();
        }
        try {
            return switch (result.get()) {
                case Outcome.Done<V>(V value) -> Optional.of(value);
                case Outcome.Failed<V>(BackupException failure) -> throw failure;
            };
        } catch (ExecutionException | CancellationException e) {
            group.join(); // throws what the first of them has failed with
            throw new IllegalStateException("work of a group failed, and the group has not", e);
        }
    }

    /** It will not be taken after all. */
    public void forget(K key) {
        begun.remove(key);
    }

    private static <V> Outcome<V> run(Work<V> work) throws InterruptedException {
        try {
            return new Outcome.Done<>(work.run());
        } catch (BackupException e) {
            return new Outcome.Failed<>(e);
        }
    }
}
