package io.holdfast.linux;

/** What a file system would answer that no test machine has at hand. */
public final class PlayedError {
    private PlayedError() {}

    public static LinuxError of(int errno) {
        return new LinuxError(errno, "create the hard link");
    }
}
