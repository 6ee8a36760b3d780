package io.holdfast.foreign;

import io.holdfast.linux.FileName;
import io.holdfast.linux.FileStatus;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the files below a directory have data, and where holes: ranges of bytes from a start to an end, by path. */
public final class DataMaps {
    /** What file systems allocate by. */
    private static final int BLOCK = 4096;

    private final SortedMap<String, List<String>> maps = new TreeMap<>();
    private final boolean withoutZeros;

    private DataMaps(boolean withoutZeros) {
        this.withoutZeros = withoutZeros;
    }

    /** As the file system tells. */
    public static SortedMap<String, List<String>> of(Path directory) throws LinuxError {
        return new DataMaps(false).collected(directory);
    }

    /** The same, if no block that has been written had zeros alone: a repository cannot tell those from holes. */
    public static SortedMap<String, List<String>> withoutZeros(Path directory) throws LinuxError {
        return new DataMaps(true).collected(directory);
    }

    private SortedMap<String, List<String>> collected(Path directory) throws LinuxError {
        try (OpenDirectory root = OpenDirectory.open(directory)) {
            collect(root, "");
        }
        return maps;
    }

    private void collect(OpenDirectory directory, String path) throws LinuxError {
        List<FileName> names = new ArrayList<>();
        directory.forEachEntry((name, _) -> names.add(name));
        for (FileName name : names) {
            FileStatus status = directory.status(name);
            if (status.isDirectory()) {
                try (OpenDirectory below = directory.openDirectory(name)) {
                    collect(below, path + name + "/");
                }
            } else if (status.isRegular()) {
                try (OpenFile file = directory.openFile(name)) {
                    maps.put(path + name, ranges(file));
                }
            }
        }
    }

    private List<String> ranges(OpenFile file) throws LinuxError {
        Ranges ranges = new Ranges();
        for (var data = file.nextData(0); data.isPresent(); ) {
            long end = file.nextHole(data.getAsLong()).orElseThrow();
            addData(file, data.getAsLong(), end, ranges);
            data = file.nextData(end);
        }
        return ranges.finished();
    }

    private void addData(OpenFile file, long start, long end, Ranges into) throws LinuxError {
        if (!withoutZeros) {
            into.add(start, end);
            return;
        }
        byte[] block = new byte[BLOCK];
        for (long at = start; at < end; at += BLOCK) {
            int read = file.read(block, 0, BLOCK, at);
            for (int i = 0; i < read; i++) {
                if (block[i] != 0) {
                    into.add(at, at + read);
                    break;
                }
            }
        }
    }

    /** Joins ranges that touch each other. */
    private static final class Ranges {
        private final List<String> joined = new ArrayList<>();
        private long start;
        private long end;

        void add(long from, long to) {
            if (from > end) {
                finish();
                start = from;
            }
            end = to;
        }

        List<String> finished() {
            finish();
            return joined;
        }

        private void finish() {
            if (end > start) {
                joined.add(start + "-" + end);
            }
        }
    }
}
