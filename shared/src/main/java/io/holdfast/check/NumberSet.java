package io.holdfast.check;

import java.util.concurrent.atomic.AtomicLongArray;

/** Numbers below a bound, a bit each. Safe for any thread. */
final class NumberSet {
    private final AtomicLongArray words;

    NumberSet(int bound) {
        words = new AtomicLongArray(bound / Long.SIZE + 1);
    }

    void add(int number) {
        long bit = 1L << number;
        int word = number / Long.SIZE;
        if ((words.get(word) & bit) == 0) {
            words.accumulateAndGet(word, bit, (before, added) -> before | added);
        }
    }

    boolean contains(int number) {
        return (words.get(number / Long.SIZE) & 1L << number) != 0;
    }
}
