package io.holdfast.restore;

/** How one restore is done: {@code parallelFiles} ranges are fetched and written side by side, whatever the process allows. */
public record RestoreOptions(int parallelFiles) {
    public RestoreOptions {
        if (parallelFiles < 1) {
            throw new IllegalArgumentException("at least one file is restored at a time, not " + parallelFiles);
        }
    }
}
