package io.holdfast.index;

import io.holdfast.blob.FileId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Numbers for packs, so that each of their blobs need not name its pack in 32 bytes. Thread-safe. */
final class PackTable {
    private final Map<FileId, Integer> numbers = new HashMap<>();
    private volatile FileId[] packs = new FileId[16];

    /** The pack's number, a new one where it has none yet. */
    synchronized int number(FileId pack) {
        Integer known = numbers.get(pack);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        FileId[] table = number < packs.length ? packs : Arrays.copyOf(packs, number * 2);
        table[number] = pack;
        packs = table;
        numbers.put(pack, number);
        return number;
    }

    /** The number of the pack, where it has one. */
    synchronized OptionalInt find(FileId pack) {
        Integer number = numbers.get(pack);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** How many numbers were given out. */
    synchronized int size() {
        return numbers.size();
    }

    /** The pack of a number that was given out. */
    FileId pack(int number) {
        return packs[number];
    }
}
