package io.holdfast.task;

import java.util.Objects;

/**
 * One attempt at one slice of a task, under one leader. What refers to an outdated attempt or epoch is refused.
 *
 * @param slice the slice's number within its task, from zero
 * @param attempt counts the times the slice was given out, from one
 * @param epoch the number of the leadership that gave it out
 */
public record SliceRef(String task, int slice, int attempt, long epoch) {
    public SliceRef {
        Objects.requireNonNull(task, "task is null");
        if (slice < 0 || attempt < 1 || epoch < 0) {
            throw new IllegalArgumentException("not an attempt at a slice: " + slice + "/" + attempt + "/" + epoch);
        }
    }

    @Override
    public String toString() {
        return "slice " + slice + " of task " + task + " (attempt " + attempt + ", epoch " + epoch + ")";
    }
}
