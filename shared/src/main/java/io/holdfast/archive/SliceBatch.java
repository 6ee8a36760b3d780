package io.holdfast.archive;

import java.util.ArrayList;
import java.util.List;

/** Paths that go into one slice together, and how much they are. */
final class SliceBatch {
    private final List<String> paths = new ArrayList<>();
    private long bytes;
    private long entries;
    private long pathCharacters;

    boolean isEmpty() {
        return paths.isEmpty();
    }

    List<String> paths() {
        return paths;
    }

    long bytes() {
        return bytes;
    }

    long entries() {
        return entries;
    }

    void add(String path, long moreBytes, long moreEntries) {
        paths.add(path);
        pathCharacters += path.length();
        count(moreBytes, moreEntries);
    }

    void addAll(SliceBatch other) {
        paths.addAll(other.paths);
        pathCharacters += other.pathCharacters;
        count(other.bytes, other.entries);
    }

    /** Counts what no path of its own stands for. */
    void count(long moreBytes, long moreEntries) {
        bytes += moreBytes;
        entries += moreEntries;
    }

    /** Whether the two are too much for one slice. */
    boolean overflowsWith(SliceBatch other, SliceTarget target) {
        return bytes + other.bytes > target.bytes()
                || entries + other.entries > target.entries()
                || pathCharacters + other.pathCharacters > target.pathCharacters();
    }

    static SliceBatch of(String path, long bytes, long entries) {
        SliceBatch batch = new SliceBatch();
        batch.add(path, bytes, entries);
        return batch;
    }
}
