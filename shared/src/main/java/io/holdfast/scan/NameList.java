package io.holdfast.scan;

import io.holdfast.linux.FileName;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * A directory's names in unsigned byte order, each once, with their types: one array of bytes and one of positions, so that
 * a million entries take little more than their names do. Built by one thread, then sorted, then only read.
 */
final class NameList {
    /** Length (two bytes) and type (one byte) before each name's bytes. */
    private static final int HEAD = 3;

    /** Records of head and name, one behind the other. */
    private byte[] records = new byte[64];

    private int[] positions = new int[4];
    private int used;
    private int count;

    private NameList() {}

    /** These names, of entries whose types are not known. */
    static NameList of(Collection<FileName> names) {
        NameList list = new NameList();
        names.forEach(name -> list.add(name, FileType.UNKNOWN));
        list.sort();
        return list;
    }

    /**
     * These names and those of the listed entries that are wanted. What was listed before an error is kept where the caller
     * wants it: see {@link Listing}.
     */
    static Listing of(OpenDirectory directory, Collection<FileName> named, Predicate<FileName> wanted) {
        NameList names = of(named);
        try {
            directory.forEachEntry((name, type) -> {
                if (wanted.test(name)) {
                    names.add(name, type);
                }
            });
            names.sort();
            return new Listing(names, null);
        } catch (LinuxError error) {
            names.sort();
            return new Listing(names, error);
        }
    }

    static NameList empty() {
        return new NameList();
    }

    void add(FileName name, FileType type) {
        int length = name.length();
        if (records.length - used < HEAD + length) {
            records = Arrays.copyOf(records, grown(records.length, used + HEAD + length));
        }
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, grown(positions.length, count + 1));
        }
        positions[count++] = used;
        records[used] = (byte) (length >>> 8);
        records[used + 1] = (byte) length;
        records[used + 2] = (byte) type.bits();
        name.copyTo(records, used + HEAD);
        used += HEAD + length;
    }

    /** Half as much again; Math.addExact refuses a listing of more than 2 GiB of names. */
    private static int grown(int length, int needed) {
        return Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, Math.addExact((long) length, length >> 1)));
    }

    int size() {
        return count;
    }

    FileName name(int index) {
        int at = positions[index];
        return FileName.of(Arrays.copyOfRange(records, at + HEAD, end(at)));
    }

    FileType type(int index) {
        return FileType.ofBits(records[positions[index] + 2]);
    }

    private int end(int at) {
        return at + HEAD + (((records[at] & 0xff) << 8) | (records[at + 1] & 0xff));
    }

    /** Merge sort from the bottom up, then drops names that were listed twice. */
    void sort() {
        int[] source = positions;
        int[] target = new int[positions.length];
        for (int width = 1; width < count; width *= 2) {
            for (int start = 0; start < count; start += 2 * width) {
                int middle = Math.min(start + width, count);
                merge(source, target, start, middle, Math.min(middle + width, count));
            }
            int[] swap = source;
            source = target;
            target = swap;
        }
        positions = source;
        dropDuplicates();
    }

    private void merge(int[] source, int[] target, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = right == end || (left < middle && compare(source[left], source[right]) <= 0);
            target[at] = takeLeft ? source[left++] : source[right++];
        }
    }

    private void dropDuplicates() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (kept == 0 || compare(positions[kept - 1], positions[i]) != 0) {
                positions[kept++] = positions[i];
            }
        }
        count = kept;
    }

    private int compare(int a, int b) {
        return Arrays.compareUnsigned(records, a + HEAD, end(a), records, b + HEAD, end(b));
    }
}
