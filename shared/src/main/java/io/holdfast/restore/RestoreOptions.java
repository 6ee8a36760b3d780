package io.holdfast.restore;

/** How one restore is done: {@code parallelFiles} ranges are fetched and written side by side, within the process's limits. */
public record RestoreOptions(int parallelFiles) {
    public RestoreOptions {
        if (parallelFiles < 1) {
            throw new IllegalArgumentException("at least one file is restored at a time, not " + parallelFiles);
        }
    }
}
