package io.holdfast.concurrent;

import java.util.Objects;

/**
 * What the data path works within: files open side by side, CPU threads, bytes in flight. All tasks of a process share one.
 * The bytes are two budgets, because a reader keeps its lease while it waits for room in a pack: were both of one budget,
 * readers and packs could wait for each other.
 *
 * @param memory for what is being read or restored
 * @param packs for what is being packed and uploaded
 */
public record DataPathLimits(Limit files, ThreadBudget threads, ByteBudget memory, ByteBudget packs) {
    public DataPathLimits {
        Objects.requireNonNull(files, "files is null");
        Objects.requireNonNull(threads, "threads is null");
        Objects.requireNonNull(memory, "memory is null");
        Objects.requireNonNull(packs, "packs is null");
    }

    /** Limits where one half of the bytes is for reading, the other for packs. */
    public static DataPathLimits of(int files, int threads, long bytes) {
        return new DataPathLimits(
                new Limit(files), new ThreadBudget(threads), new ByteBudget(half(bytes)), new ByteBudget(half(bytes)));
    }

    /** Sets all of them anew, as {@link #of} would; running work obeys within a second. */
    public void resize(int files, int threads, long bytes) {
        this.files.resize(files);
        this.threads.resize(threads);
        memory.resize(half(bytes));
        packs.resize(half(bytes));
    }

    private static long half(long bytes) {
        return Math.max(1, bytes / 2);
    }
}
